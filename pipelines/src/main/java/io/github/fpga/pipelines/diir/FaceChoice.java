package io.github.fpga.pipelines.diir;

import io.github.fpga.faces.Box;
import io.github.fpga.faces.Face;
import io.github.fpga.faces.PersonAssignment;
import java.util.List;

/** Which face is whose. */
@FunctionalInterface
public interface FaceChoice {

  /** By region and likeness, as an optimal assignment that may leave people and faces out. */
  FaceChoice BY_PERSON = FaceChoice::assign;

  /**
   * Chooses faces.
   *
   * @param faces of the request's picture, from the left
   * @return for each of the request's people the index of a face, -1 for none; none twice
   */
  int[] choose(RestoreRequest request, List<Face> faces);

  private static int[] assign(RestoreRequest request, List<Face> faces) {
    int width = request.picture().image().getWidth();
    int height = request.picture().image().getHeight();
    List<PersonAssignment.Person> people =
        request.people().stream()
            .map(
                placement -> {
                  Box region =
                      placement.region() == null
                          ? null
                          : placement.region().toPixels(width, height);
                  return new PersonAssignment.Person(
                      region, placement.person().features().global());
                })
            .toList();
    PersonAssignment.Settings settings =
        new PersonAssignment.Settings(
            PersonAssignment.Settings.DEFAULT.region(), request.options().reject());
    return PersonAssignment.assign(
        people, faces.stream().map(PersonAssignment.Candidate::of).toList(), settings);
  }
}
