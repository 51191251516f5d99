/**
 * Public face networks in ONNX files, run by ONNX Runtime: YuNet and SCRFD find faces, ArcFace and
 * SFace tell them apart, insightface's and PFLD networks give dense landmarks. The files are not
 * part of this project; {@link io.github.fpga.faces.onnx.OnnxFaces} takes their paths.
 *
 * <p>FPGA (arXiv 2408.09248) names insightface for detection and identity embeddings; how each
 * network wants its pictures follows OpenCV's FaceDetectorYN and FaceRecognizerSF and insightface's
 * Python package. These count pixel indices; results are moved by half a pixel into the convention
 * of {@link io.github.fpga.faces}.
 */
package io.github.fpga.faces.onnx;
