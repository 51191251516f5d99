package io.github.fpga.pipelines.family;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.faces.Affine;
import io.github.fpga.faces.Alignment;
import io.github.fpga.faces.Border;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.FaceAnalyzer;
import io.github.fpga.faces.FaceFeatures;
import io.github.fpga.faces.Warps;
import io.github.fpga.faces.onnx.OnnxFaces;
import io.github.fpga.models.clip.ClipImageProcessor;
import io.github.fpga.models.clip.ClipVisionConfig;
import io.github.fpga.models.clip.ClipVisionModel;
import io.github.fpga.models.clip.ClipVisionOutput;
import io.github.fpga.models.files.Component;
import io.github.fpga.models.files.ModelFiles;
import io.github.fpga.models.idadapter.IdentityAdapterConfig.Projection;
import io.github.fpga.models.idadapter.IdentityAdapterFile;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.tensor.Checkpoint;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Images;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Faces by public models. People are told apart by the recogniser in an ONNX file; what an adapter
 * of CLIP's kind reads of them are states of a picture encoder over the aligned face, as its local
 * features: all of the last layer but one, or the one embedding of the whole.
 *
 * @param encoder null where the adapter reads the recogniser's embedding alone, or nothing is read
 * @param projection of the adapter; null where the set has none
 * @param recogniser what references come from
 */
record PublicFaces(
    OnnxFaces networks, ClipVisionModel encoder, Projection projection, String recogniser)
    implements FamilyFaces {

  /**
   * Side of the square an encoder sees, in sides of the recognisers' template, which cuts off chin
   * and hair: adapters for faces were trained on whole heads. Our definition.
   */
  private static final double ROOM = 1.6;

  private static final int LARGEST = 8;

  /**
   * Loads them.
   *
   * @param references whether references will be read; otherwise no encoder is loaded
   */
  static PublicFaces load(PublicSet set, Precision precision, boolean references) {
    Path identity = set.path(Role.IDENTITY);
    Projection projection =
        references && identity != null
            ? IdentityAdapterFile.config(Checkpoint.open(identity)).projection()
            : null;
    boolean encoded = projection != null && projection != Projection.FACE_ID;
    ClipVisionModel encoder = encoded ? encoder(set.require(Role.IMAGE_ENCODER), precision) : null;
    OnnxFaces networks =
        OnnxFaces.open(
            set.require(Role.FACE_DETECTOR),
            set.require(Role.FACE_RECOGNISER),
            set.path(Role.FACE_LANDMARKS));
    return new PublicFaces(networks, encoder, projection, set.recogniser());
  }

  private static ClipVisionModel encoder(Path folder, Precision precision) {
    Component component = ModelFiles.component(folder);
    ClipVisionConfig config;
    try {
      config = new ObjectMapper().readValue(component.json().toString(), ClipVisionConfig.class);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          "%s is no picture encoder: %s".formatted(folder, e.getOriginalMessage()), e);
    }
    Weights weights = Weights.of(component.checkpoint()).converted(precision.type());
    return PublicLoader.naming(folder, () -> weights.build(w -> new ClipVisionModel(w, config)));
  }

  @Override
  public FaceAnalyzer analyzer() {
    return networks.analyzer();
  }

  @Override
  public FaceFeatures reference(BufferedImage image, Detection face) {
    FaceFeatures features = networks.analyzer().embed(image, List.of(face)).get(0);
    if (encoder == null) {
      return features;
    }
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      int side = encoder.config().imageSize();
      Tensor levels = Tensors.mul(Tensors.add(Images.toTensor(head(image, face, side)), 1), 127.5);
      Tensor pixels = ClipImageProcessor.apply(levels.round(), side);
      return withLocal(features, encoder.apply(pixels));
    }
  }

  /** The whole head, upright. */
  static BufferedImage head(BufferedImage image, Detection face, int side) {
    double template = Alignment.RECOGNITION_SIZE;
    double scale = side / (ROOM * template);
    Affine toHead =
        Alignment.similarity(face.five(), Alignment.RECOGNITION_SIZE)
            .then(Affine.translation((ROOM - 1) / 2 * template, (ROOM - 1) / 2 * template))
            .then(Affine.scaling(scale, scale));
    // Warping does not average, so large faces are warped larger and then made smaller.
    int larger = (int) Math.max(1, Math.min(LARGEST, Math.ceil(1 / toHead.scale())));
    BufferedImage warped =
        Warps.warp(
            image,
            toHead.then(Affine.scaling(larger, larger)),
            larger * side,
            larger * side,
            Border.REFLECT);
    return Warps.resize(warped, side, side);
  }

  private FaceFeatures withLocal(FaceFeatures features, ClipVisionOutput output) {
    Tensor states =
        projection == Projection.PLAIN ? output.imageEmbeds().unsqueeze(1) : output.penultimate();
    return new FaceFeatures(
        features.global(), Tensors.floats(states), (int) states.size(1), (int) states.size(2));
  }

  @Override
  public void close() {
    networks.close();
  }
}
