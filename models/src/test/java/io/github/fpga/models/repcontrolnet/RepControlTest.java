package io.github.fpga.models.repcontrolnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.models.unet.UNet2DConditionModel;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reparameterised denoisers compute as a whole. */
class RepControlTest {

  private static final Tied TIED = new Tied(ModalWeights.GAMMA);
  private static TinyUNet tiny;

  @BeforeAll
  static void start() {
    Engine.start();
    tiny = new TinyUNet("unet_sd15_tiny");
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void atTheStartItIsTheBaseBitByBit(Precision compute) {
    TrainableWeights skeleton = ModalWeights.trainable(tiny.base, TIED.gamma());
    TrainableWeights landmark = ModalWeights.trainable(tiny.base, TIED.gamma());
    List<Mode> modes =
        List.of(
            new Mode("skeleton", skeleton.weights(), 1),
            new Mode("landmark", landmark.weights(), 0.7));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor base = tiny.predict(tiny.base.converted(compute.type()));
      Tensor training = tiny.predict(RepControl.reparameterize(tiny.base, TIED, modes, compute));
      Tensor merged = tiny.predict(RepControl.merge(tiny.base, TIED, modes, compute));
      assertTrue(torch.equal(base, training));
      assertTrue(torch.equal(base, merged));
    }
  }

  @Test
  void atStrengthZeroItIsTheBaseBitByBit() {
    List<Mode> modes =
        List.of(TinyUNet.random("skeleton", 1, 0), TinyUNet.random("landmark", 2, 0));
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor base = tiny.predict(tiny.base);
      assertTrue(torch.equal(base, tiny.predict(merged(modes))));
    }
  }

  @Test
  void mergedEqualsTwoBranches() {
    List<List<Mode>> cases =
        List.of(
            List.of(TinyUNet.random("skeleton", 1, 1)),
            List.of(TinyUNet.random("skeleton", 1, 0.8), TinyUNet.random("landmark", 2, 0.5)),
            List.of(TinyUNet.random("skeleton", 1, 1.3), TinyUNet.random("landmark", 2, -0.4)));
    for (Blend blend : List.of(TIED, new Tied(0), new Free(0.6))) {
      for (List<Mode> modes : cases) {
        try (Scope scope = Scope.open();
            NoGradGuard guard = new NoGradGuard()) {
          Tensor branches =
              tiny.predict(RepControl.twoBranch(tiny.base, blend, modes, Precision.FP32));
          Tensor merged = tiny.predict(RepControl.merge(tiny.base, blend, modes, Precision.FP32));
          double error = TinyUNet.relativeError(branches, merged);
          assertTrue(error < 1e-4, "%s %s: %g".formatted(blend, modes, error));
          Tensor training =
              tiny.predict(RepControl.reparameterize(tiny.base, blend, modes, Precision.FP32));
          assertTrue(torch.equal(merged, training));
        }
      }
    }
  }

  @Test
  void everyModeAndItsStrengthChangeTheOutput() {
    Mode skeleton = TinyUNet.random("skeleton", 1, 0.5);
    Mode landmark = TinyUNet.random("landmark", 2, 0.5);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor base = tiny.predict(tiny.base);
      Tensor one = tiny.predict(merged(List.of(skeleton)));
      Tensor stronger = tiny.predict(merged(List.of(skeleton.withBeta(1))));
      Tensor both = tiny.predict(merged(List.of(skeleton, landmark)));
      assertTrue(TinyUNet.relativeError(base, one) > 0.01);
      assertTrue(TinyUNet.relativeError(one, stronger) > 0.01);
      assertTrue(TinyUNet.relativeError(one, both) > 0.01);
    }
  }

  @Test
  void gradientsEqualThoseOfTwoBranches() {
    TrainableWeights merged = ModalWeights.trainable(tiny.base, TIED.gamma());
    TrainableWeights branched = ModalWeights.trainable(tiny.base, TIED.gamma());
    Mode other = TinyUNet.random("landmark", 2, 0.5);
    try (Scope scope = Scope.open()) {
      List<Mode> modes = List.of(new Mode("skeleton", merged.weights(), 0.8), other);
      loss(RepControl.reparameterize(tiny.base, TIED, modes, Precision.FP32)).backward();
      modes = List.of(new Mode("skeleton", branched.weights(), 0.8), other);
      loss(RepControl.twoBranch(tiny.base, TIED, modes, Precision.FP32)).backward();
      assertEquals(merged.masters().keySet(), branched.masters().keySet());
      for (Map.Entry<String, Tensor> leaf : merged.masters().entrySet()) {
        Tensor expected = branched.masters().get(leaf.getKey()).grad();
        Tensor actual = leaf.getValue().grad();
        // As a share of the largest; a bias that nothing depends on has rounding errors only.
        double allowed = 1e-4 * (1e-3 + Tensors.scalar(expected.abs().max()));
        double error = Similarity.maxError(expected, actual);
        assertTrue(error < allowed, "%s: %g > %g".formatted(leaf.getKey(), error, allowed));
      }
    }
  }

  @Test
  void onlyTheCopiesTrain() {
    TrainableWeights base = new TrainableWeights(tiny.base, Precision.FP32);
    TrainableWeights copies = ModalWeights.trainable(tiny.base, TIED.gamma());
    List<Mode> modes = List.of(new Mode("skeleton", copies.weights(), 1));
    try (Scope scope = Scope.open()) {
      loss(RepControl.reparameterize(base.weights(), TIED, modes, Precision.FP32)).backward();
      base.masters().forEach((key, leaf) -> assertFalse(leaf.grad().defined(), key));
      copies.masters().forEach((key, leaf) -> assertTrue(leaf.grad().defined(), key));
      assertTrue(copies.masters().keySet().stream().allMatch(ModalWeights::copies));
    }
  }

  @Test
  void aStepOnTheCopiesShowsInTheNextValue() {
    TrainableWeights copies = ModalWeights.trainable(tiny.base, TIED.gamma());
    List<Mode> modes = List.of(new Mode("skeleton", copies.weights(), 1));
    Weights weights = RepControl.reparameterize(tiny.base, TIED, modes, Precision.FP32);
    UNet2DConditionModel unet = tiny.build(weights);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor before = tiny.predict(unet);
      copies.masters().values().forEach(leaf -> leaf.add_(Tensors.of(new float[] {0.01f}, 1)));
      assertTrue(TinyUNet.relativeError(before, tiny.predict(unet)) > 0.001);
    }
  }

  @Test
  void mergingKeepsTheOriginals() {
    Mode skeleton = TinyUNet.random("skeleton", 1, 1);
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor base = tiny.predict(tiny.base);
      Tensor first = tiny.predict(merged(List.of(skeleton)));
      tiny.predict(merged(List.of(skeleton.withBeta(3))));
      assertTrue(torch.equal(first, tiny.predict(merged(List.of(skeleton)))));
      assertTrue(torch.equal(base, tiny.predict(tiny.base)));
    }
  }

  @Test
  void copiesOfAnotherDenoiserAreRefused() {
    Weights other =
        Weights.of(Map.of("mid_block.resnets.9.conv1.bias", Tensors.of(new float[3], 3)));
    Mode unexpected = new Mode("skeleton", other, 1);
    CheckpointException tooMuch =
        assertThrows(CheckpointException.class, () -> merged(List.of(unexpected)));
    assertTrue(tooMuch.getMessage().contains("skeleton"), tooMuch.getMessage());
    Mode missing = new Mode("landmark", Weights.of(Map.of()), 1);
    CheckpointException tooLittle =
        assertThrows(CheckpointException.class, () -> tiny.build(merged(List.of(missing))));
    assertTrue(
        tooLittle.getMessage().contains("missing mid_block.resnets.0.conv1.weight"),
        tooLittle.getMessage());
  }

  private static Weights merged(List<Mode> modes) {
    return RepControl.merge(tiny.base, TIED, modes, Precision.FP32);
  }

  private static Tensor loss(Weights weights) {
    return tiny.predict(weights).square().mean();
  }
}
