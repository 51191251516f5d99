package io.github.fpga.idzoom.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.idzoom.stage.Decoding;
import io.github.fpga.idzoom.stage.FaceFilter;
import io.github.fpga.idzoom.stage.IdentitySplits;
import io.github.fpga.idzoom.stage.ZoomCrops;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Everything that a build is asked for; as JSON it is the argument of the Spark job.
 *
 * @param inputs folders, tar shards and Parquet files, or folders of these
 * @param output the dataset's folder
 * @param name of the dataset, for its card
 * @param licence of pictures that come without one, an SPDX identifier or the name of the terms
 * @param style of all pictures, such as {@code photo}
 * @param modelFiles detector, recogniser and landmarks of {@code faceModels}, as far as they are
 *     not bundled
 * @param captioner the class of a {@link Captioner}; empty for captions from a template
 * @param duplicateBits pictures whose hashes differ in at most as many of 64 bits are duplicates
 * @param identity the cosine from which on a face is sure to be a known person's; above 0. Faces
 *     that have others on their side need less, see {@link
 *     io.github.fpga.idzoom.stage.IdentityClusters}
 * @param zoom whether closer crops are added
 * @param shardPictures full pictures in a shard
 * @param partitions into how many pieces the input is divided; 0 for about {@value #PIECE_PICTURES}
 *     pictures each. Records do not depend on it
 * @param ledger of people to keep out, beside the one that the output may have; empty for none
 * @param blurFaces in the report
 * @param keepWork whether intermediate files stay when the build is finished
 * @param restart whether what the output holds is thrown away, but for its ledger
 */
public record BuildSettings(
    List<String> inputs,
    String output,
    String name,
    String licence,
    String style,
    FaceModelSet faceModels,
    List<ModelFile> modelFiles,
    String captioner,
    Decoding decoding,
    FaceFilter filter,
    int duplicateBits,
    double identity,
    IdentitySplits splits,
    boolean zoom,
    ZoomCrops crops,
    int shardPictures,
    int partitions,
    String ledger,
    boolean blurFaces,
    boolean keepWork,
    boolean restart) {

  /** The usual size of a piece, what a killed build may have to do again. */
  public static final int PIECE_PICTURES = 200;

  /** What is not asked for; without inputs and output. */
  public static final BuildSettings DEFAULT =
      new BuildSettings(
          List.of(),
          "",
          "IDZoom",
          "unknown",
          "photo",
          FaceModelSet.MICRO,
          List.of(),
          "",
          Decoding.DEFAULT,
          new FaceFilter(1, 16, 16, 180, 180, 0),
          6,
          FaceModelSet.MICRO.identity(),
          new IdentitySplits(0, 0.1, 0.1),
          true,
          new ZoomCrops(512, 64),
          1000,
          0,
          "",
          false,
          false,
          false);

  public BuildSettings {
    inputs = List.copyOf(inputs);
    // Builds of before there were any do not say it.
    modelFiles = modelFiles == null ? List.of() : List.copyOf(modelFiles);
    faceModels.require(modelFiles);
    if (name.isBlank() || licence.isBlank() || style.isBlank()) {
      throw new IllegalArgumentException(
          "a dataset needs name, licence and style, got \"%s\", \"%s\" and \"%s\""
              .formatted(name, licence, style));
    }
    if (duplicateBits < 0 || duplicateBits > 31 || !(identity > 0 && identity <= 1)) {
      throw new IllegalArgumentException(
          "duplicates differ in 0 to 31 bits and people have a cosine above 0 and up to 1, got %d and %s"
              .formatted(duplicateBits, identity));
    }
    if (shardPictures < 1 || partitions < 0) {
      throw new IllegalArgumentException(
          "a shard has at least 1 picture, got %d; partitions are not negative, got %d"
              .formatted(shardPictures, partitions));
    }
  }

  /**
   * The settings of a JSON object; what it lacks is as in {@link #DEFAULT}.
   *
   * @throws IllegalArgumentException naming a field that is not known or wrong
   */
  public static BuildSettings parse(String json) {
    try {
      JsonNode given = Json.MAPPER.readTree(json);
      if (!(given instanceof ObjectNode)) {
        throw new IllegalArgumentException("the settings of a build are a JSON object");
      }
      ObjectNode all = Json.MAPPER.valueToTree(DEFAULT);
      merge(all, given);
      return Json.MAPPER.treeToValue(all, BuildSettings.class).checked();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the settings of the build cannot be used: " + Json.reason(e), e);
    }
  }

  private static void merge(ObjectNode all, JsonNode given) {
    for (Iterator<Map.Entry<String, JsonNode>> it = given.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      boolean nested =
          all.get(field.getKey()) instanceof ObjectNode && field.getValue() instanceof ObjectNode;
      if (nested) {
        merge((ObjectNode) all.get(field.getKey()), field.getValue());
      } else {
        all.set(field.getKey(), field.getValue());
      }
    }
  }

  private BuildSettings checked() {
    if (inputs.isEmpty() || output.isBlank()) {
      throw new IllegalArgumentException(
          "say what the dataset is built from (inputs) and where it belongs (output)");
    }
    return this;
  }

  /** The name of the recogniser in records. */
  public String recogniser() {
    return faceModels.recogniser(modelFiles);
  }

  /** What the records depend on, as text: a build may only go on with equal ones. */
  public String fingerprint() {
    ObjectNode tree = Json.MAPPER.valueToTree(this);
    tree.remove(List.of("output", "partitions", "ledger", "blurFaces", "keepWork", "restart"));
    for (JsonNode file : tree.withArray("modelFiles")) {
      ((ObjectNode) file).remove("address");
    }
    return tree.toString();
  }
}
