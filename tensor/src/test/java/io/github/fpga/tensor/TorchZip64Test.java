package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Archives beyond the four gigabytes of the first ZIP; the file is sparse and takes no room. */
class TorchZip64Test {

  private static final long BIG = 5L << 30;

  @TempDir Path folder;

  private final ByteBuffer directory = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);

  private static ByteBuffer local(String name, int extra) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(30 + text.length + extra)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, 0x04034b50)
        .putShort(26, (short) text.length)
        .putShort(28, (short) extra)
        .put(30, text);
  }

  /** An entry whose data start at a multiple of 64, as torch.save has them. */
  private void entry(RandomAccessFile out, String name, byte[] data, long size) throws IOException {
    long at = out.getFilePointer();
    int extra = (int) (64 - (at + 30 + name.length()) % 64);
    out.write(local(name, extra).array());
    long begin = out.getFilePointer();
    out.write(data);
    out.seek(begin + size);
    boolean large = size > 0xfffffffeL;
    boolean far = at > 0xfffffffeL;
    int small = large ? -1 : (int) size;
    int start = directory.position();
    directory.putInt(start, 0x02014b50);
    directory.putInt(start + 20, small).putInt(start + 24, small);
    directory.putShort(start + 28, (short) name.length());
    int extraBytes = (large ? 16 : 0) + (far ? 8 : 0);
    directory.putShort(start + 30, (short) (extraBytes == 0 ? 0 : extraBytes + 4));
    directory.putInt(start + 42, far ? -1 : (int) at);
    directory.position(start + 46).put(name.getBytes(StandardCharsets.US_ASCII));
    if (extraBytes > 0) {
      directory.putShort((short) 1).putShort((short) extraBytes);
    }
    if (large) {
      directory.putLong(size).putLong(size);
    }
    if (far) {
      directory.putLong(at);
    }
  }

  private void end(RandomAccessFile out, int entries) throws IOException {
    long at = out.getFilePointer();
    int bytes = directory.position();
    out.write(directory.array(), 0, bytes);
    ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0, 0x06064b50).putLong(4, 44).putLong(24, entries).putLong(32, entries);
    end.putLong(40, bytes).putLong(48, at);
    end.putInt(56, 0x07064b50).putLong(56 + 8, at + bytes).putInt(56 + 16, 1);
    end.putInt(76, 0x06054b50).putShort(76 + 8, (short) -1).putShort(76 + 10, (short) -1);
    end.putInt(76 + 12, -1).putInt(76 + 16, -1);
    out.write(end.array());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void largeEntriesAndFarOnes() throws IOException {
    byte[] pickle =
        Pickles.protocol(2)
            .ops("}(")
            .text("big")
            .floats("0", BIG / 4)
            .text("far")
            .floats("1", 2)
            .ops("u")
            .stop();
    Path file = folder.resolve("big.ckpt");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      entry(out, "archive/data.pkl", pickle, pickle.length);
      entry(out, "archive/data/0", TorchFiles.floats(1.5f), BIG);
      entry(out, "archive/data/1", TorchFiles.floats(2, 3), 8);
      end(out, 3);
    }
    try (Scope scope = Scope.open()) {
      Checkpoint checkpoint = Checkpoint.open(file);
      assertArrayEquals(new float[] {2, 3}, Tensors.floats(checkpoint.tensor("far")));
      assertEquals(BIG / 4, checkpoint.tensor("big").numel());
      assertEquals(1.5, Tensors.scalar(checkpoint.tensor("big").narrow(0, 0, 1)));
      assertEquals(0, Tensors.scalar(checkpoint.tensor("big").narrow(0, BIG / 4 - 1, 1)));
    }
  }
}
