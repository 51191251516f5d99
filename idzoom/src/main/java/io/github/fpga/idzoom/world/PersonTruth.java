package io.github.fpga.idzoom.world;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.HeadPose;
import io.github.fpga.faces.Landmarks;
import io.github.fpga.faces.Point;
import io.github.fpga.faces.Skeleton;
import java.awt.Shape;
import java.util.List;

/**
 * What is true of one person of a picture, in pixels; positions may lie outside of the picture.
 *
 * @param faceBox the bounding box of {@code faceMask}
 * @param headPose degrees; the roll includes a turned viewport
 * @param skeleton COCO-18; joints outside of the picture or hidden have score 0
 * @param faceMask the face from the middle of the forehead to the chin without ears
 * @param headMask face, ears, hair, beard and headgear
 * @param visibleFraction share of the face mask's area inside the picture and not behind others
 */
public record PersonTruth(
    long identitySeed,
    Box faceBox,
    Landmarks landmarks,
    HeadPose headPose,
    Skeleton skeleton,
    Shape faceMask,
    Shape headMask,
    double visibleFraction) {

  /** Eye centres, nose tip and mouth corners in the order of ArcFace. */
  public List<Point> five() {
    return landmarks.five();
  }
}
