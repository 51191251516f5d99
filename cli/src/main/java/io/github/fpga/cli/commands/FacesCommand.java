package io.github.fpga.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.cli.options.ModelOptions;
import io.github.fpga.cli.run.App;
import io.github.fpga.cli.run.Drawn;
import io.github.fpga.cli.run.FaceReader;
import io.github.fpga.cli.run.Outputs;
import io.github.fpga.cli.run.SourceFile;
import io.github.fpga.faces.Annotator;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.Pictures;
import io.github.fpga.pipelines.run.Provenance;
import io.github.fpga.pipelines.run.RequestJson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fpga faces}. */
@Command(
    name = "faces",
    description = {
      "Finds the faces of a picture: as JSON on standard output, and as an annotated picture.",
      "Faces are numbered from the left, as in \"in.png#2\" and `fpga swap --face 2`."
    },
    sortOptions = false,
    sortSynopsis = false)
public final class FacesCommand implements Callable<Integer> {

  /** The task in provenance. */
  static final String TASK = "faces";

  private final App app;

  @Parameters(paramLabel = "IN", description = "The picture.")
  private Path input;

  @Option(
      names = "--embeddings",
      description = "Put the recogniser's embedding of each face into the JSON.")
  private boolean embeddings;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "faces.png",
      description = "The annotated picture (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private ModelOptions models;

  public FacesCommand(App app) {
    this.app = app;
  }

  /** What is to be annotated. */
  record Request(SourceFile picture) {}

  @Override
  public Integer call() {
    Outputs.requirePng(output);
    Request request = new Request(SourceFile.of(input));
    BufferedImage image = Pictures.read(input);
    List<Face> faces;
    Drawn drawn;
    try (FaceReader reader = FaceReader.open(app, models, false)) {
      faces = find(reader, image);
      drawn = draw(request, image, faces, reader);
    }
    try {
      Pictures.writePng(output, drawn.image(), drawn.pngText());
      app.out().println(json(faces));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output, e);
    }
    app.note("%d %s, shown in %s", faces.size(), faces.size() == 1 ? "face" : "faces", output);
    return 0;
  }

  private static List<Face> find(FaceReader reader, BufferedImage image) {
    return reader.analyzer().analyze(image).stream()
        .sorted(Comparator.comparingDouble(face -> face.box().centre().x()))
        .toList();
  }

  private static Drawn draw(
      Request request, BufferedImage image, List<Face> faces, FaceReader reader) {
    return new Drawn(
        Annotator.draw(image, faces),
        Provenance.of(TASK, RequestJson.of(request), reader.checksums()));
  }

  /** Makes an annotated picture again. */
  static Drawn redo(App app, ModelOptions models, Provenance provenance) {
    Request request = RequestJson.read(provenance.request(), Request.class, "");
    BufferedImage image = Pictures.read(request.picture().requireSame());
    try (FaceReader reader = FaceReader.open(app, models, false)) {
      return draw(request, image, find(reader, image), reader);
    }
  }

  private String json(List<Face> faces) throws IOException {
    ArrayNode array = Annotator.json(faces);
    for (int i = 0; i < array.size(); i++) {
      ObjectNode face = (ObjectNode) array.get(i);
      ObjectNode numbered = face.objectNode().put("index", i + 1);
      numbered.setAll(face);
      if (!embeddings) {
        numbered.remove("embedding");
      }
      array.set(i, numbered);
    }
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(array);
  }
}
