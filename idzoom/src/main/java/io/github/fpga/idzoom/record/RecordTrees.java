package io.github.fpga.idzoom.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Skeleton;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Records as trees of values with the fields of {@link RecordSchema}, and back. */
public final class RecordTrees {

  private RecordTrees() {}

  /** The tree of a record; what is empty is left out. The caller owns it. */
  public static ObjectNode tree(PictureRecord record) {
    ObjectNode node = Nodes.object();
    node.put("id", record.id());
    node.set("image", Nodes.image(record.image()));
    node.put("width", record.width())
        .put("height", record.height())
        .put("caption", record.caption())
        .put("source", record.provenance().source())
        .put("licence", record.provenance().licence())
        .put("sha256", record.image().sha256())
        .put("split", record.split().word())
        .put("zoom", record.zoom().word())
        .put("style", record.style());
    ArrayNode people = node.putArray("people");
    record.people().forEach(person -> people.add(tree(person)));
    ArrayNode faces = node.putArray("faces");
    record.faces().forEach(face -> faces.add(FaceTrees.tree(face)));
    record.perceptualHash().ifPresent(hash -> node.put("perceptual_hash", hash));
    return node;
  }

  /**
   * The record of a tree of any version of the schema; other fields are ignored.
   *
   * @throws IllegalArgumentException naming the field if something is missing or wrong, also if the
   *     picture's bytes do not have the SHA-256 that the tree says
   */
  public static PictureRecord record(JsonNode node) {
    EncodedImage image = within("image", () -> Nodes.image(Nodes.get(node, "image")));
    String sha256 = Nodes.text(node, "sha256");
    if (!image.sha256().equals(sha256)) {
      throw new IllegalArgumentException(
          "image: its SHA-256 is %s instead of %s".formatted(image.sha256(), sha256));
    }
    return new PictureRecord(
        Nodes.text(node, "id"),
        image,
        Nodes.int32(node, "width"),
        Nodes.int32(node, "height"),
        Nodes.text(node, "caption"),
        new Provenance(Nodes.text(node, "source"), Nodes.text(node, "licence")),
        Nodes.find(node, "perceptual_hash").isPresent()
            ? OptionalLong.of(Nodes.integer(node, "perceptual_hash"))
            : OptionalLong.empty(),
        Nodes.word(node, "split", Split.class),
        Nodes.word(node, "zoom", Zoom.class),
        Nodes.text(node, "style"),
        Nodes.list(node, "people", RecordTrees::person),
        Nodes.list(node, "faces", FaceTrees::face));
  }

  private static ObjectNode tree(PersonRecord person) {
    ObjectNode node = Nodes.object();
    ArrayNode joints = node.putArray("skeleton");
    for (Skeleton.Joint joint : person.skeleton().joints()) {
      joints
          .addObject()
          .put("x", joint.position().x())
          .put("y", joint.position().y())
          .put("score", joint.score());
    }
    node.put("score", person.score());
    person.face().ifPresent(index -> node.put("face", index));
    return node;
  }

  private static PersonRecord person(JsonNode node) {
    List<Skeleton.Joint> joints =
        Nodes.list(
            node,
            "skeleton",
            joint -> new Skeleton.Joint(Nodes.point(joint), Nodes.number(joint, "score")));
    return new PersonRecord(
        new Skeleton(joints),
        Nodes.number(node, "score"),
        Nodes.find(node, "face").isPresent()
            ? OptionalInt.of(Nodes.int32(node, "face"))
            : OptionalInt.empty());
  }

  private static <T> T within(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
