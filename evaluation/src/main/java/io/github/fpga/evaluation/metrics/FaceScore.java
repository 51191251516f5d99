package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.SceneSpec;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Box;

/**
 * What became of one person in one picture. A face that is not found is wrong in every respect and
 * never left out: similarity 0, the last rank, mixed up (in groups), an error of 1, no joint right.
 * Two figures cannot say so: the confidence looks at the picture's faces wherever they stand, and
 * the copy-paste score has no meaning without a face.
 *
 * @param scene that asked for it
 * @param place of the person in the scene, from 0
 * @param stage which picture of the scene
 * @param found the box of the face found for the person, in pixels; null for none
 * @param placed see {@link FacePlacement#placed}
 * @param similarity the judge's cosine to the person's gallery, in [-1, 1]
 * @param rank of the person among all people by similarity, from 1
 * @param nearest the person of the most similar gallery, -1 where no face was found
 * @param mixed whether another of the people of the picture is nearer
 * @param confidence see {@link IdentityConfidence}, over all faces of the picture; 0 for fewer than
 *     two, lest losing faces pays
 * @param copyPaste see {@link CopyPaste}, between the references and the scene's true render; NaN
 *     where no face was found or nothing was generated
 * @param nme see {@link LandmarkError}: 68 landmarks found, against the true render's
 * @param joints see {@link Keypoints}
 */
public record FaceScore(
    SceneSpec scene,
    int place,
    Stage stage,
    Box found,
    boolean placed,
    double similarity,
    int rank,
    int nearest,
    boolean mixed,
    double confidence,
    double copyPaste,
    double nme,
    Keypoints.Joints joints) {

  /** The index of the person among the evaluation's people. */
  public int person() {
    return scene.people().get(place);
  }

  /** Whether the nearest of all people is the right one. */
  public boolean first() {
    return rank == 1;
  }

  /** Whether no face was found. */
  public boolean missing() {
    return found == null;
  }

  /** See {@link Keypoints.Joints#share}. */
  public double pck() {
    return joints.share();
  }
}
