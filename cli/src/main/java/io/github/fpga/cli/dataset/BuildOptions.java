package io.github.fpga.cli.dataset;

import io.github.fpga.idzoom.build.BuildSettings;
import io.github.fpga.idzoom.build.FaceModelSet;
import io.github.fpga.idzoom.build.ModelFile;
import io.github.fpga.idzoom.stage.Decoding;
import io.github.fpga.idzoom.stage.FaceFilter;
import io.github.fpga.idzoom.stage.IdentitySplits;
import io.github.fpga.idzoom.stage.ZoomCrops;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a dataset is to contain. */
public final class BuildOptions {

  @Option(
      names = "--name",
      defaultValue = "IDZoom",
      description = "Of the dataset (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--licence",
      paramLabel = "TERMS",
      defaultValue = "unknown",
      description = "Of pictures that come without one (default: ${DEFAULT-VALUE}).")
  private String licence;

  @Option(
      names = "--style",
      defaultValue = "photo",
      description = "Of all pictures (default: ${DEFAULT-VALUE}).")
  private String style;

  @Option(
      names = "--face-models",
      paramLabel = "MODELS",
      defaultValue = "micro",
      description = {
        "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "Others than micro are brought by fpga models pull."
      })
  private FaceModelSet faceModels;

  @Option(
      names = "--face-files",
      split = ",",
      paramLabel = "FILE",
      description = {
        "Detector, recogniser and, for faces-insightface, landmarks in ONNX files,",
        "in place of the pulled ones."
      })
  private List<Path> faceFiles;

  @Option(
      names = "--captioner",
      paramLabel = "CLASS",
      defaultValue = "",
      description = "Writes captions where there are none (default: a template).")
  private String captioner;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "40",
      description = "Larger pictures are not decoded (default: ${DEFAULT-VALUE}).")
  private double maxMegapixels;

  @Option(
      names = "--min-side",
      paramLabel = "PIXELS",
      defaultValue = "64",
      description = "Of a picture (default: ${DEFAULT-VALUE}).")
  private int minSide;

  @Option(
      names = "--min-faces",
      paramLabel = "N",
      defaultValue = "1",
      description = "In a picture (default: ${DEFAULT-VALUE}).")
  private int minFaces;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      defaultValue = "16",
      description = "In a picture (default: ${DEFAULT-VALUE}).")
  private int maxFaces;

  @Option(
      names = "--min-face-size",
      paramLabel = "PIXELS",
      defaultValue = "16",
      description = "Square root of a face box's area (default: ${DEFAULT-VALUE}).")
  private double minFaceSize;

  @Option(
      names = "--max-yaw",
      paramLabel = "DEGREES",
      defaultValue = "180",
      description = "Largest turn of a head to a side (default: any).")
  private double maxYaw;

  @Option(
      names = "--max-pitch",
      paramLabel = "DEGREES",
      defaultValue = "180",
      description = "Largest nod of a head (default: any).")
  private double maxPitch;

  @Option(
      names = "--min-sharpness",
      paramLabel = "X",
      defaultValue = "0",
      description = "Variance of a face's Laplacian (default: any).")
  private double minSharpness;

  @Option(
      names = "--duplicate-bits",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Pictures whose 64-bit hashes differ in at most N are duplicates"
              + " (default: ${DEFAULT-VALUE}).")
  private int duplicateBits;

  @Option(
      names = "--same-person",
      paramLabel = "X",
      description =
          "Similarity of faces that are surely one person's (default: 0.65, faces-open 0.363,"
              + " faces-insightface 0.4).")
  private Double identity;

  @Option(
      names = "--development",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Of the people, for tuning (default: ${DEFAULT-VALUE}).")
  private double development;

  @Option(
      names = "--evaluation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Of the people, for measurements (default: ${DEFAULT-VALUE}).")
  private double evaluation;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Of the splits (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--no-zoom", description = "Without closer crops of the people.")
  private boolean noZoom;

  @Option(
      names = "--crop-size",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Largest side of a crop (default: ${DEFAULT-VALUE}).")
  private int cropSize;

  @Option(
      names = "--min-crop-size",
      paramLabel = "PIXELS",
      defaultValue = "64",
      description = "Smallest side of a crop (default: ${DEFAULT-VALUE}).")
  private int minCropSize;

  @Option(
      names = "--shard-pictures",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Full pictures in a shard (default: ${DEFAULT-VALUE}).")
  private int shardPictures;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "0",
      description = "Pieces that the input is divided into (default: by its size).")
  private int partitions;

  @Option(
      names = "--forgotten",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The forgotten.json of a dataset: these people are kept out, too.")
  private String ledger;

  @Option(names = "--blur-faces", description = "In the report.")
  private boolean blurFaces;

  @Option(names = "--keep-work", description = "Keep the intermediate files.")
  private boolean keepWork;

  @Option(
      names = "--restart",
      description = "Throw away what the output holds, but for its list of forgotten people.")
  private boolean restart;

  /**
   * The settings of a build.
   *
   * @throws IllegalArgumentException naming a value that cannot be used
   */
  public BuildSettings settings(List<String> inputs, String output) {
    return new BuildSettings(
        inputs,
        output,
        name,
        licence,
        style,
        faceModels,
        modelFiles(),
        captioner,
        new Decoding(Decoding.DEFAULT.maxBytes(), Math.round(maxMegapixels * 1e6), minSide),
        new FaceFilter(minFaces, maxFaces, minFaceSize, maxYaw, maxPitch, minSharpness),
        duplicateBits,
        identity == null ? faceModels.identity() : identity,
        new IdentitySplits(seed, development, evaluation),
        !noZoom,
        new ZoomCrops(cropSize, minCropSize),
        shardPictures,
        partitions,
        ledger,
        blurFaces,
        keepWork,
        restart);
  }

  private List<ModelFile> modelFiles() {
    List<Path> files = faceFiles == null ? FaceFiles.pulled(faceModels) : faceFiles;
    return files.stream().map(ModelFile::of).toList();
  }
}
