package io.github.fpga.idzoom.forget;

import io.github.fpga.idzoom.build.Ledger;
import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.FaceRecord;
import io.github.fpga.idzoom.record.PictureRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a dataset shows of somebody: the sum of the face embeddings, and in which pictures. */
final class SeenPerson {

  private final List<String> pictures = new ArrayList<>();
  private String recogniser = "";
  private double[] sum = new double[0];
  private int faces;

  /** A face of the person in a full picture. */
  void add(PictureRecord record, FaceRecord face) {
    pictures.add(record.image().sha256());
    if (face.embedding().isPresent()) {
      float[] values = face.embedding().get().values();
      recogniser = face.embedding().get().recogniser();
      sum = Arrays.copyOf(sum, values.length);
      for (int i = 0; i < values.length; i++) {
        sum[i] += values[i];
      }
      faces++;
    }
  }

  /** The mean cosine between a face and this person's, as clusters are joined by it. */
  double similarity(Embedding face) {
    float[] values = face.values();
    if (faces == 0 || !face.recogniser().equals(recogniser) || values.length != sum.length) {
      return Double.NEGATIVE_INFINITY;
    }
    double dot = 0;
    for (int i = 0; i < values.length; i++) {
      dot += values[i] * sum[i];
    }
    return dot / faces;
  }

  /** What is to be remembered of the person. */
  Ledger.Forgotten forgotten(String date, double similarity) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / faces);
    }
    return new Ledger.Forgotten(date, recogniser, mean, similarity, pictures);
  }
}
