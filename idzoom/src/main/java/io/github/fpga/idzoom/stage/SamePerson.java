package io.github.fpga.idzoom.stage;

/**
 * How much speaks for two groups of faces showing one person: the logarithm of the likelihood ratio
 * of a model of embeddings, per dimension. A person's embeddings lie normally distributed around
 * their own middle, and the middles around zero (probabilistic linear discriminant analysis, Ioffe
 * 2006, with the same variance in all directions). Unlike a mean similarity, the evidence of groups
 * grows with the number of their faces: many faces that are alike bind and separate more surely
 * than two.
 *
 * @param likeness the mean cosine of two faces of one person, above 0 and below 1: the share of
 *     people in the variance
 * @param tie the cosine at which two single faces are one person as well as not
 */
public record SamePerson(double likeness, double tie) {

  public SamePerson {
    if (!(likeness > 0 && likeness < 1 && tie > -1 && tie <= 1)) {
      throw new IllegalArgumentException(
          "one person's faces have a mean cosine between 0 and 1, and tie at a cosine, got %s and %s"
              .formatted(likeness, tie));
    }
  }

  /**
   * The evidence for two groups being of one person.
   *
   * @param count faces in one group
   * @param square squared length of the sum of its embeddings
   * @param otherCount faces in the other
   * @param otherSquare squared length of that sum
   * @param dot inner product of the sums
   */
  double evidence(int count, double square, int otherCount, double otherSquare, double dot) {
    double ratio = likeness / (1 - likeness);
    double one = 1 + count * ratio;
    double other = 1 + otherCount * ratio;
    double both = 1 + (count + otherCount) * ratio;
    double union = square + otherSquare + 2 * dot;
    return 0.5 * Math.log(one * other / both)
        + ratio / (2 * (1 - likeness)) * (union / both - square / one - otherSquare / other);
  }

  /**
   * What speaks for a person's face and so many others of theirs, where all are as alike as usual.
   */
  double usual(int others) {
    double square = others + others * (others - 1) * likeness;
    return evidence(1, 1, others, square, others * likeness);
  }

  /** The evidence from which on two groups are one person. */
  double least() {
    return evidence(1, 1, 1, 1, tie);
  }
}
