package io.github.fpga.evaluation.metrics;

import io.github.fpga.evaluation.suite.ScenePictures;
import io.github.fpga.evaluation.suite.Stage;
import io.github.fpga.faces.Pictures;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of whole pictures, from the files of group scenes: what restoring changes where it may
 * not, the autoencoder and the inversion. PSNR and SSIM are means over pictures.
 */
public final class Fidelity {

  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private int outsideMaxDiff;
  private Seam seam = Seam.NONE;

  private Fidelity() {}

  /** Of the folders of group scenes. */
  public static Map<String, Double> of(List<Path> folders) {
    Fidelity fidelity = new Fidelity();
    folders.forEach(fidelity::add);
    Map<String, Double> keys = new LinkedHashMap<>();
    keys.put("outsideMask.maxDiff", (double) fidelity.outsideMaxDiff);
    keys.put("mask.seam", fidelity.seam.ratio());
    keys.put("mask.seam.excess", fidelity.seam.excess());
    fidelity.sums.forEach((key, sum) -> keys.put(key, sum[0] / sum[1]));
    return keys;
  }

  private void add(Path folder) {
    BufferedImage before = read(folder, Stage.BEFORE.fileName());
    BufferedImage after = read(folder, Stage.AFTER.fileName());
    BufferedImage mask = read(folder, ScenePictures.MASK);
    outsideMaxDiff = Math.max(outsideMaxDiff, MaskEffects.outsideMaxDiff(before, after, mask));
    seam = seam.plus(Seam.of(before, after, mask));
    add("mask.coverage", MaskEffects.coverage(mask));
    inversion(folder, ScenePictures.INVERTED, "");
    if (Files.isRegularFile(folder.resolve(ScenePictures.FACE_INVERTED + ".png"))) {
      inversion(folder, ScenePictures.FACE_INVERTED, ".face");
    }
  }

  private void inversion(Path folder, String name, String suffix) {
    BufferedImage original = read(folder, name + "-original.png");
    BufferedImage roundTrip = read(folder, name + "-roundtrip.png");
    BufferedImage inverted = read(folder, name + ".png");
    add("autoencoder.psnr" + suffix, Psnr.of(original, roundTrip));
    add("autoencoder.ssim" + suffix, Ssim.of(original, roundTrip));
    add("inversion.psnr" + suffix, Psnr.of(original, inverted));
    add("inversion.ssim" + suffix, Ssim.of(original, inverted));
  }

  private void add(String key, double value) {
    double[] sum = sums.computeIfAbsent(key, k -> new double[2]);
    sum[0] += value;
    sum[1]++;
  }

  private static BufferedImage read(Path folder, String name) {
    return Pictures.read(folder.resolve(name));
  }
}
