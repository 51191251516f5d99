package io.github.fpga.cli.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Box;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.idzoom.world.GroundTruth;
import io.github.fpga.idzoom.world.PersonTruth;

/**
 * What is true of a scene as JSON. Places are fractions of the picture, so that the file is also a
 * pose for {@code fpga generate --pose}, and each {@code region} can be copied into {@code
 * --person}.
 */
final class TruthJson {

  private static final double ROUNDING = 1e5;

  private TruthJson() {}

  static String write(WorldSpec spec, GroundTruth truth) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("seed", spec.seed())
        .put("caption", truth.caption())
        .put("shot", truth.shot().name())
        .put("style", truth.style().name())
        .put("place", truth.place().name());
    ArrayNode people = root.putArray("people");
    for (PersonTruth person : truth.people()) {
      ObjectNode node = people.addObject();
      node.put("identity", person.identitySeed());
      node.put("region", region(person.faceBox(), truth));
      node.put("visible", rounded(person.visibleFraction()));
      node.putObject("headPose")
          .put("yaw", rounded(person.headPose().yaw()))
          .put("pitch", rounded(person.headPose().pitch()))
          .put("roll", rounded(person.headPose().roll()));
      ArrayNode joints = node.putArray("joints");
      for (Skeleton.Joint joint : person.skeleton().joints()) {
        point(joints.addArray(), joint.position(), truth).add(rounded(joint.score()));
      }
      ArrayNode landmarks = node.putArray("landmarks");
      person.landmarks().points().forEach(p -> point(landmarks.addArray(), p, truth));
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  private static String region(Box box, GroundTruth truth) {
    return rounded(box.x() / truth.width())
        + ","
        + rounded(box.y() / truth.height())
        + ","
        + rounded(box.width() / truth.width())
        + ","
        + rounded(box.height() / truth.height());
  }

  private static ArrayNode point(ArrayNode array, Point p, GroundTruth truth) {
    return array.add(rounded(p.x() / truth.width())).add(rounded(p.y() / truth.height()));
  }

  private static double rounded(double value) {
    return Math.round(value * ROUNDING) / ROUNDING;
  }
}
