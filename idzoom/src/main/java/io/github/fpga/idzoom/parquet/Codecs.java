package io.github.fpga.idzoom.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Page compression in plain Java: writes Snappy, reads Snappy, Zstandard, gzip, LZ4_RAW and
 * uncompressed pages. Parquet's own factory would start Hadoop and load native libraries.
 */
final class Codecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    if (name != CompressionCodecName.SNAPPY) {
      throw new IllegalArgumentException("files are written with SNAPPY, not " + name);
    }
    return new SnappyPages();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new Pages((bytes, size) -> bytes);
      case SNAPPY -> new Pages(with(new SnappyDecompressor()));
      case ZSTD -> new Pages(with(new ZstdDecompressor()));
      case LZ4_RAW -> new Pages(with(new Lz4Decompressor()));
      case GZIP -> new Pages(Codecs::gunzip);
      default -> throw new IllegalArgumentException(name + " compression cannot be read");
    };
  }

  @Override
  public void release() {}

  private interface Inflater {
    byte[] inflate(byte[] bytes, int size) throws IOException;
  }

  private static Inflater with(Decompressor decompressor) {
    return (bytes, size) -> {
      byte[] page = new byte[size];
      int length = decompressor.decompress(bytes, 0, bytes.length, page, 0, size);
      return checked(page, length, size);
    };
  }

  private static byte[] gunzip(byte[] bytes, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] page = in.readNBytes(size);
      return checked(page, in.read() < 0 ? page.length : size + 1, size);
    }
  }

  private static byte[] checked(byte[] page, int length, int size) throws IOException {
    if (length != size) {
      throw new IOException("a page has not the %d bytes that it says".formatted(size));
    }
    return page;
  }

  /** Compresses pages one after the other. */
  private static final class SnappyPages implements BytesInputCompressor {
    private final Compressor compressor = new SnappyCompressor();

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
      byte[] bytes = page.toInputStream().readAllBytes();
      byte[] target = new byte[compressor.maxCompressedLength(bytes.length)];
      int length = compressor.compress(bytes, 0, bytes.length, target, 0, target.length);
      return BytesInput.from(target, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.SNAPPY;
    }

    @Override
    public void release() {}
  }

  /** Decompresses pages one after the other. */
  private record Pages(Inflater inflater) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(inflater.inflate(page.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int length, ByteBuffer target, int size)
        throws IOException {
      byte[] bytes = new byte[length];
      page.get(bytes);
      target.put(inflater.inflate(bytes, size));
    }

    @Override
    public void release() {}
  }
}
