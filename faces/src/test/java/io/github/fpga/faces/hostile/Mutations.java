package io.github.fpga.faces.hostile;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Damages a file as disks, lines and attackers do; the same number gives the same damage. */
final class Mutations {

  private static final int KINDS = 8;

  private final byte[] sound;
  private final int[] structure;

  /**
   * @param structure places that say what the file is, as opposed to its numbers and pixels
   */
  Mutations(byte[] sound, int[] structure) {
    this.sound = sound.clone();
    this.structure = structure.clone();
  }

  /** All that describes lies in the first bytes. */
  static int[] first(byte[] sound, int count) {
    return IntStream.range(0, Math.min(count, sound.length)).toArray();
  }

  /** Places near names; the rest are weights. */
  static int[] nearNames(byte[] sound) {
    boolean[] near = new boolean[sound.length];
    int run = 0;
    for (int i = 0; i < sound.length; i++) {
      run = Character.isLetterOrDigit(sound[i]) || sound[i] == '_' ? run + 1 : 0;
      if (run >= 5) {
        Arrays.fill(near, Math.max(0, i - 24), Math.min(sound.length, i + 24), true);
      }
    }
    return IntStream.range(0, sound.length).filter(i -> near[i]).toArray();
  }

  byte[] mutation(int number) {
    Random random = new Random(20260101 + number);
    byte[] bytes = sound.clone();
    int at = structure[random.nextInt(structure.length)];
    switch (number % KINDS) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xff);
      case 3 -> {
        for (int i = 0; i < 8; i++) {
          bytes[structure[random.nextInt(structure.length)]] = (byte) random.nextInt();
        }
      }
      case 4 -> bytes = without(bytes, at, 1 + random.nextInt(64));
      case 5 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 6 -> {
        int length = Math.min(64, bytes.length - at);
        System.arraycopy(sound, at, bytes, random.nextInt(bytes.length - length + 1), length);
      }
      // Digits for digits: the structure holds, the numbers lie.
      default -> {
        for (int i = at; i < Math.min(bytes.length, at + 40); i++) {
          if (Character.isDigit(bytes[i])) {
            bytes[i] = (byte) ('0' + random.nextInt(10));
          }
        }
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] rest = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, rest, 0, at);
    System.arraycopy(bytes, end, rest, at, bytes.length - end);
    return rest;
  }
}
