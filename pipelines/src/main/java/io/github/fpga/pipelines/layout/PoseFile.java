package io.github.fpga.pipelines.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import io.github.fpga.tensor.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Poses as JSON. Ours: {@code {"people": [{"joints": [[x, y, score], ...]}]}} with 18 joints in the
 * COCO order, in fractions of the picture, score 0 for a joint not to be drawn. OpenPose's own
 * files are read too: {@code pose_keypoints_2d} in pixels of {@code canvas_width} and {@code
 * canvas_height}, or in fractions without these.
 */
public final class PoseFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST = 4L << 20;
  private static final double FARTHEST = 16;

  private PoseFile() {}

  /**
   * Reads a pose.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static Pose read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw damaged(file, "it is far too large", null);
      }
      return parse(file, JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw damaged(file, "not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the pose %s: %s".formatted(file, e), e);
    }
  }

  /** Writes a pose, whole or not at all. */
  public static void write(Path file, Pose pose) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode people = root.putArray("people");
    for (Skeleton skeleton : pose.people()) {
      ArrayNode joints = people.addObject().putArray("joints");
      for (Skeleton.Joint joint : skeleton.joints()) {
        joints.addArray().add(joint.position().x()).add(joint.position().y()).add(joint.score());
      }
    }
    AtomicFiles.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }

  private static Pose parse(Path file, JsonNode root) {
    List<Skeleton> people = new ArrayList<>();
    if (!root.path("people").isArray()) {
      throw damaged(file, "it lacks the array \"people\"", null);
    }
    double width = root.path("canvas_width").asDouble(1);
    double height = root.path("canvas_height").asDouble(1);
    if (!(width > 0 && height > 0)) {
      throw damaged(file, "canvas_width and canvas_height must be above 0", null);
    }
    for (JsonNode person : root.get("people")) {
      boolean openPose = person.has("pose_keypoints_2d");
      double[] values =
          openPose
              ? flat(file, person.get("pose_keypoints_2d"), 3 * Skeleton.COUNT)
              : joints(file, person);
      people.add(skeleton(file, values, openPose ? width : 1, openPose ? height : 1));
    }
    return new Pose(people);
  }

  private static double[] joints(Path file, JsonNode person) {
    double[] values = new double[3 * Skeleton.COUNT];
    JsonNode joints = person.path("joints");
    if (joints.size() != Skeleton.COUNT) {
      throw damaged(
          file, "a person needs %d joints, got %d".formatted(Skeleton.COUNT, joints.size()), null);
    }
    for (int i = 0; i < Skeleton.COUNT; i++) {
      System.arraycopy(flat(file, joints.get(i), 3), 0, values, 3 * i, 3);
    }
    return values;
  }

  private static double[] flat(Path file, JsonNode array, int expected) {
    if (array.size() != expected) {
      throw damaged(
          file, "%d numbers where %d are expected".formatted(array.size(), expected), null);
    }
    double[] values = new double[expected];
    for (int i = 0; i < expected; i++) {
      if (!array.get(i).isNumber()) {
        throw damaged(file, "%s is not a number".formatted(array.get(i)), null);
      }
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static Skeleton skeleton(Path file, double[] values, double width, double height) {
    List<Skeleton.Joint> joints = new ArrayList<>();
    for (int i = 0; i < Skeleton.COUNT; i++) {
      double x = values[3 * i] / width;
      double y = values[3 * i + 1] / height;
      double score = values[3 * i + 2];
      if (!(Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST && score >= 0)) {
        throw damaged(
            file,
            "joint %d at %s, %s with score %s: places are fractions of the picture"
                .formatted(i, x, y, score),
            null);
      }
      joints.add(new Skeleton.Joint(new Point(x, y), score));
    }
    return new Skeleton(joints);
  }

  private static IllegalArgumentException damaged(Path file, String what, Throwable cause) {
    return new IllegalArgumentException("%s is not a pose: %s".formatted(file, what), cause);
  }
}
