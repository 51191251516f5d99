package io.github.fpga.idzoom.stage;

import io.github.fpga.faces.HeadPose;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import io.github.fpga.idzoom.record.Zoom;
import java.util.List;
import java.util.Optional;

/**
 * Captions from what was measured, for pictures that came without: "an ink portrait of two people,
 * one person looking to the left". They say nothing of who somebody is.
 */
public final class TemplateCaption {

  private static final List<String> COUNTS =
      List.of("nobody", "one person", "two people", "three people", "four people");
  private static final List<String> PLAIN_STYLES = List.of("photo", "shaded");
  private static final double TURNED = 20;

  /** The height of the largest face over the picture's, from which a shot counts as closer. */
  private static final double CLOSE_UP = 0.33;

  private static final double PORTRAIT = 0.165;

  private TemplateCaption() {}

  /** Never empty; counts faces where nobody's body was found. */
  public static String of(PictureRecord record) {
    String style = PLAIN_STYLES.contains(record.style()) ? "" : record.style() + " ";
    String noun = style + shot(record);
    int people = Math.max(record.people().size(), record.faces().size());
    StringBuilder text = new StringBuilder("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ");
    text.append(noun)
        .append(" of ")
        .append(people < COUNTS.size() ? COUNTS.get(people) : "a group of people");
    String separator = people == 1 ? " " : ", one person ";
    for (FaceRecord face : record.faces()) {
      face.headPose()
          .flatMap(TemplateCaption::gaze)
          .ifPresent(gaze -> text.append(separator).append(gaze));
    }
    return text.toString();
  }

  private static String shot(PictureRecord record) {
    double share =
        record.faces().stream().mapToDouble(face -> face.detection().box().height()).max().orElse(0)
            / record.height();
    if (record.faces().isEmpty() && record.people().isEmpty()) {
      return "picture";
    } else if (record.zoom() == Zoom.FACE || share > CLOSE_UP) {
      return "close up portrait";
    }
    return record.zoom() == Zoom.HALF || share > PORTRAIT ? "portrait" : "full body picture";
  }

  private static Optional<String> gaze(HeadPose pose) {
    if (Math.abs(pose.yaw()) > TURNED) {
      return Optional.of("looking to the " + (pose.yaw() > 0 ? "right" : "left"));
    } else if (Math.abs(pose.pitch()) > TURNED) {
      return Optional.of("looking " + (pose.pitch() > 0 ? "down" : "up"));
    }
    return Optional.empty();
  }
}
