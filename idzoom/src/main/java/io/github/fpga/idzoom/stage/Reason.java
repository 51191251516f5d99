package io.github.fpga.idzoom.stage;

/** Why a stage did not keep something; the counts of a run are listed by these. */
public enum Reason {
  UNREADABLE("the file cannot be read"),
  TOO_MANY_BYTES("the file has too many bytes"),
  NOT_A_PICTURE("the file is no picture that can be read"),
  TOO_MANY_PIXELS("the picture has too many pixels"),
  TOO_SMALL("the picture is too small"),
  DAMAGED("the picture is damaged or cut short"),
  FAILED("a stage failed unexpectedly"),
  FORGOTTEN("somebody in the picture asked to be forgotten"),
  DUPLICATE("the picture looks like another one"),
  IN_TWO_SPLITS("an odd face may be of somebody in another split"),
  TOO_FEW_FACES("too few faces"),
  TOO_MANY_FACES("too many faces"),
  FACE_TOO_SMALL("a face has too few pixels"),
  FACE_TURNED_AWAY("a face is turned away"),
  FACE_BLURRED("a face is blurred"),
  NOT_MEASURED("something that is asked for was not measured");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
