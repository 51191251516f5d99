package io.github.fpga.idzoom.build;

import io.github.fpga.idzoom.record.Embedding;
import io.github.fpga.idzoom.record.PictureRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the decisions over all pictures need to know of one; a kilobyte, where the picture has many.
 *
 * @param id of its record
 * @param name in the collection
 * @param hash the perceptual one
 * @param embeddings for each face its 32-bit floats, big-endian
 */
public record PictureFacts(String id, String name, long hash, List<byte[]> embeddings) {

  /**
   * @throws java.util.NoSuchElementException if the record was not measured
   */
  public static PictureFacts of(PictureRecord record, String name) {
    List<Embedding> faces =
        record.faces().stream().map(face -> face.embedding().orElseThrow()).toList();
    return of(record.id(), name, record.perceptualHash().orElseThrow(), faces);
  }

  /**
   * Facts from their parts.
   *
   * @param faces of the picture, by one recogniser
   */
  public static PictureFacts of(String id, String name, long hash, List<Embedding> faces) {
    List<byte[]> embeddings = new ArrayList<>();
    for (Embedding face : faces) {
      float[] values = face.values();
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
      bytes.asFloatBuffer().put(values);
      embeddings.add(bytes.array());
    }
    return new PictureFacts(id, name, hash, embeddings);
  }

  /** The values of the embeddings as the record has them. */
  List<float[]> values() {
    return embeddings.stream().map(PictureFacts::values).toList();
  }

  private static float[] values(byte[] embedding) {
    float[] values = new float[embedding.length / Float.BYTES];
    ByteBuffer.wrap(embedding).asFloatBuffer().get(values);
    return values;
  }

  /** Without what takes most of the memory. */
  PictureFacts withoutEmbeddings() {
    return new PictureFacts(id, name, hash, List.of());
  }
}
