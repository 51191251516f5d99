package io.github.fpga.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.tensor.Init;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.Weights;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class GoldenTest {

  @Test
  void everyFileOpensAndHoldsNumbers() {
    for (String name : Golden.names("")) {
      if (name.equals("tokenizer")) {
        continue;
      }
      Golden golden = Golden.load(name);
      assertFalse(golden.outputs().isEmpty(), name);
      for (String output : golden.outputs()) {
        for (double value : Similarity.doubles(golden.out(output))) {
          assertFalse(Double.isNaN(value), name + " " + output);
        }
      }
    }
  }

  @Test
  void weightsHaveUpstreamKeysOnly() {
    Golden golden = Golden.load("vae_tiny");
    Weights weights = golden.weights();
    assertTrue(weights.source().keys().contains("encoder.conv_in.weight"));
    for (String key : weights.source().keys()) {
      assertFalse(key.startsWith("weights."), key);
      assertFalse(key.startsWith("in."), key);
    }
    Weights encoder = golden.weights("encoder");
    assertTrue(encoder.source().keys().contains("conv_in.weight"));
    assertFalse(encoder.source().keys().contains("decoder.conv_in.weight"));
  }

  @Test
  void aPartOfTheWeightsBuildsStrictly() {
    Golden golden = Golden.load("unet_sd15_tiny");
    long channels = golden.config().get("block_out_channels").get(0).asLong();
    Tensor bias =
        golden
            .weights("conv_in")
            .build(
                w -> {
                  w.parameter(
                      "weight",
                      Init.ZEROS,
                      channels,
                      golden.config().get("in_channels").asLong(),
                      3,
                      3);
                  return w.parameter("bias", Init.ZEROS, channels);
                })
            .value();
    assertEquals(channels, bias.numel());
  }

  @Test
  void closenessIsJudgedByValueAndShape() {
    Golden golden = Golden.load("vae_tiny");
    String name = golden.outputs().iterator().next();
    int before = GoldenCount.tensors();
    try (Scope scope = Scope.open()) {
      Tensor expected = golden.out(name);
      golden.assertClose(name, expected);
      golden.assertClose(name, Tensors.add(expected, 5e-5));
      assertThrows(
          AssertionError.class, () -> golden.assertClose(name, Tensors.add(expected, 1.0)));
      assertThrows(
          AssertionError.class, () -> golden.assertClose(name, Tensors.mul(expected, Double.NaN)));
      assertThrows(AssertionError.class, () -> golden.assertClose(name, expected.unsqueeze(0)));
    }
    assertEquals(before + 5, GoldenCount.tensors());
  }

  @Test
  void dependenciesAndOtherFilesAreFound() {
    assertEquals("unet_ip_tiny", Golden.load("ip_adapter_plain_tiny").dependsOn("unet").name());
    assertTrue(Golden.file("tokenizer_tiny/vocab.json").toFile().isFile());
    assertTrue(Golden.load("tokenizer").json().has("tiny"));
    assertThrows(IllegalArgumentException.class, () -> Golden.load("no_such_golden"));
  }

  @Test
  void aLeakIsSeen() {
    NativeMemory.assertFlat(100, () -> Scope.inference(() -> Tensors.of(new float[8], 8)).close());
    assertThrows(
        AssertionError.class,
        () -> NativeMemory.assertFlat(100, () -> Scope.own(Tensors.of(new float[8], 8))));
  }
}
