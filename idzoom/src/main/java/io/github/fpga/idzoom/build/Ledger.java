package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who was removed from a dataset and is to be kept out of it: {@code forgotten.json}. It can only
 * work by remembering how somebody looks, so it deserves the protection that the pictures had.
 *
 * @param people in the order of their removal
 */
public record Ledger(List<Forgotten> people) {

  /** Nobody. */
  public static final Ledger NONE = new Ledger(List.of());

  /**
   * Somebody.
   *
   * @param date of the removal, such as 2026-01-31
   * @param recogniser whose embedding it is
   * @param mean of the embeddings of the person's faces, of length at most 1
   * @param similarity the least mean cosine with these faces that counts as the same person
   * @param pictures SHA-256 of the picture files that were removed
   */
  public record Forgotten(
      String date, String recogniser, float[] mean, double similarity, List<String> pictures) {

    public Forgotten {
      pictures = List.copyOf(pictures);
    }

    private boolean shows(FaceRecord face) {
      return face.embedding()
          .filter(e -> e.recogniser().equals(recogniser))
          .filter(e -> dot(e.values(), mean) >= similarity)
          .isPresent();
    }
  }

  public Ledger {
    people = List.copyOf(people);
  }

  /** This ledger's people and then the other's. */
  public Ledger and(Ledger other) {
    return new Ledger(Stream.concat(people.stream(), other.people.stream()).toList());
  }

  private static double dot(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Why a picture must not be in the dataset, if so. */
  public Optional<String> forgotten(PictureRecord record) {
    String sha256 = people.isEmpty() ? "" : record.image().sha256();
    for (int i = 0; i < people.size(); i++) {
      Forgotten person = people.get(i);
      if (person.pictures().contains(sha256)) {
        return Optional.of("the picture is in the ledger, entry %d".formatted(i));
      }
      if (record.faces().stream().anyMatch(person::shows)) {
        return Optional.of("a face is like that of the ledger's entry %d".formatted(i));
      }
    }
    return Optional.empty();
  }
}
