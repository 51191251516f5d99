package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.PictureRecord;
import java.awt.image.BufferedImage;

/**
 * Says in words what is in a picture that came without a caption. An implementation is a public
 * class on the job's class path with a constructor without arguments; it is made once per process,
 * called from several threads, and has to say the same of the same picture.
 */
@FunctionalInterface
public interface Captioner {

  /**
   * @param record all that is known of the picture; its caption is the template's
   * @param image the decoded picture
   */
  String caption(PictureRecord record, BufferedImage image);

  /**
   * The captioner of a class.
   *
   * @param name of the class; empty for the captions of {@link
   *     io.github.fpga.idzoom.stage.TemplateCaption}, which records have already
   * @throws IllegalArgumentException if there is no such class, or it is no captioner
   */
  static Captioner named(String name) {
    if (name.isEmpty()) {
      return (record, image) -> record.caption();
    }
    try {
      return (Captioner) Class.forName(name).getConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "%s cannot write captions (%s): it has to be a public class on the class path that implements %s and has a constructor without arguments"
              .formatted(name, e, Captioner.class.getName()),
          e);
    }
  }
}
