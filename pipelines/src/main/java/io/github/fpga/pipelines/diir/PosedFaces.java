package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Point;
import java.util.List;
import java.util.Optional;

/**
 * Where the faces of a picture are because it was painted so: better known than a detector sees
 * them in broken faces.
 */
@FunctionalInterface
public interface PosedFaces {

  /** Nothing is known: the picture is anybody's. */
  PosedFaces UNKNOWN = person -> Optional.empty();

  /** Eyes, nose tip and mouth corners of one of the request's people, in the picture's pixels. */
  Optional<List<Point>> five(int person);
}
