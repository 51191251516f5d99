package io.github.fpga.idzoom.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Detection;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Faces as trees. */
final class FaceTrees {

  private FaceTrees() {}

  static ObjectNode tree(FaceRecord face) {
    Box box = face.detection().box();
    ObjectNode node = Nodes.object();
    node.putObject("box")
        .put("x", box.x())
        .put("y", box.y())
        .put("width", box.width())
        .put("height", box.height());
    node.put("score", face.detection().score());
    node.set("five", Nodes.points(face.detection().five()));
    face.landmarks().ifPresent(all -> node.set("landmarks", Nodes.points(all.points())));
    face.headPose()
        .ifPresent(p -> node.put("yaw", p.yaw()).put("pitch", p.pitch()).put("roll", p.roll()));
    face.mask().ifPresent(mask -> node.set("mask", Nodes.image(mask)));
    node.put("pixel_size", face.pixelSize());
    face.embedding()
        .ifPresent(
            embedding -> {
              ArrayNode values = node.putArray("embedding");
              for (float value : embedding.values()) {
                values.add(value);
              }
              node.put("recogniser", embedding.recogniser());
            });
    face.sharpness().ifPresent(value -> node.put("sharpness", value));
    face.cluster().ifPresent(value -> node.put("cluster", value));
    return node;
  }

  static FaceRecord face(JsonNode node) {
    return new FaceRecord(
        new Detection(
            box(Nodes.get(node, "box")),
            Nodes.number(node, "score"),
            Nodes.list(node, "five", Nodes::point)),
        has(node, "landmarks")
            ? Optional.of(new Landmarks(Nodes.list(node, "landmarks", Nodes::point)))
            : Optional.empty(),
        has(node, "yaw") ? Optional.of(headPose(node)) : Optional.empty(),
        Nodes.find(node, "mask").map(Nodes::image),
        has(node, "sharpness")
            ? OptionalDouble.of(Nodes.number(node, "sharpness"))
            : OptionalDouble.empty(),
        has(node, "embedding") ? Optional.of(embedding(node)) : Optional.empty(),
        has(node, "cluster")
            ? OptionalLong.of(Nodes.integer(node, "cluster"))
            : OptionalLong.empty());
  }

  private static boolean has(JsonNode node, String name) {
    return Nodes.find(node, name).isPresent();
  }

  private static Box box(JsonNode node) {
    return new Box(
        Nodes.number(node, "x"),
        Nodes.number(node, "y"),
        Nodes.number(node, "width"),
        Nodes.number(node, "height"));
  }

  private static HeadPose headPose(JsonNode node) {
    return new HeadPose(
        Nodes.number(node, "yaw"), Nodes.number(node, "pitch"), Nodes.number(node, "roll"));
  }

  private static Embedding embedding(JsonNode node) {
    JsonNode list = node.get("embedding");
    if (!list.isArray()) {
      throw Nodes.wrong("embedding", "a list", list);
    }
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      if (!list.get(i).isNumber()) {
        throw Nodes.wrong("embedding[%d]".formatted(i), "a number", list.get(i));
      }
      values[i] = list.get(i).floatValue();
    }
    return new Embedding(Nodes.text(node, "recogniser"), values);
  }
}
