package io.github.fpga.idzoom.source;

import io.github.fpga.idzoom.record.Provenance;
import io.github.fpga.idzoom.stage.Outcome;
import io.github.fpga.idzoom.stage.Reason;
import io.github.fpga.idzoom.stage.SourcePicture;
import io.github.fpga.idzoom.tar.TarSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Samples of WebDataset shards that others made: the first picture of a sample, and its {@code txt}
 * or {@code caption}.
 */
public final class TarPictures {

  private static final List<String> PICTURES = List.of("png", "jpg", "jpeg", "webp", "gif", "bmp");

  private TarPictures() {}

  /**
   * @param shard the name of the shard, a part of id and source: keys repeat between shards
   * @param licence of all pictures of the shard
   */
  public static Outcome<SourcePicture> read(String shard, TarSample sample, String licence) {
    String name = shard + "/" + sample.key();
    for (Map.Entry<String, byte[]> part : sample.parts().entrySet()) {
      if (PICTURES.contains(part.getKey())) {
        return SourcePictures.picture(
            name,
            sample.key() + "." + part.getKey(),
            part.getValue(),
            caption(sample),
            new Provenance(name, licence));
      }
    }
    return Outcome.rejected(
        Reason.NOT_A_PICTURE, "%s: there is no picture, only %s", name, sample.parts().keySet());
  }

  private static String caption(TarSample sample) {
    for (String extension : List.of("txt", "caption")) {
      byte[] text = sample.parts().get(extension);
      if (text != null) {
        return new String(text, StandardCharsets.UTF_8).strip();
      }
    }
    return "";
  }
}
