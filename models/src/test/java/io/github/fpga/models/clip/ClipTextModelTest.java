package io.github.fpga.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fpga.tensor.CheckpointException;
import io.github.fpga.tensor.Engine;
import io.github.fpga.tensor.Precision;
import io.github.fpga.tensor.Scope;
import io.github.fpga.tensor.Tensors;
import io.github.fpga.tensor.TrainableWeights;
import io.github.fpga.tensor.Weights;
import io.github.fpga.testkit.Similarity;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClipTextModelTest {

  @BeforeAll
  static void start() {
    Engine.start();
  }

  static ClipTextConfig config(int eosTokenId) {
    return new ClipTextConfig(20, 16, 32, 8, 2, 4, 6, 1e-5, "quick_gelu", eosTokenId);
  }

  private static Tensor ids() {
    return Tensors.of(new long[] {1, 5, 9, 3, 0, 0, 1, 7, 3, 3, 0, 19}, 2, 6);
  }

  @Test
  void pooledIsTheStateAtTheFirstEndToken() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      ClipTextOutput out = new ClipTextModel(Weights.random(1), config(3)).apply(ids());
      assertArrayEquals(row(out.lastHiddenState(), 0, 3), Tensors.floats(out.pooled().get(0)));
      assertArrayEquals(row(out.lastHiddenState(), 1, 2), Tensors.floats(out.pooled().get(1)));
    }
  }

  @Test
  void pooledIsTheStateAtTheLargestIdWhereTheConfigSaysTwo() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      ClipTextOutput out = new ClipTextModel(Weights.random(1), config(2)).apply(ids());
      assertArrayEquals(row(out.lastHiddenState(), 0, 2), Tensors.floats(out.pooled().get(0)));
      assertArrayEquals(row(out.lastHiddenState(), 1, 5), Tensors.floats(out.pooled().get(1)));
    }
  }

  @Test
  void laterTokensDoNotChangeEarlierStates() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      ClipTextModel model = new ClipTextModel(Weights.random(1), config(3));
      Tensor a = model.encode(Tensors.of(new long[] {1, 5, 9, 3, 0, 0}, 1, 6), 0);
      Tensor b = model.encode(Tensors.of(new long[] {1, 5, 9, 8, 8, 8}, 1, 6), 0);
      assertEquals(0, Similarity.maxError(a.narrow(1, 0, 3), b.narrow(1, 0, 3)));
      assertTrue(Similarity.maxError(a.narrow(1, 3, 3), b.narrow(1, 3, 3)) > 1e-3);
    }
  }

  @Test
  void clipSkipChangesTheOutput() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      ClipTextModel model = new ClipTextModel(Weights.random(1), config(3));
      assertTrue(Similarity.maxError(model.encode(ids(), 0), model.encode(ids(), 1)) > 1e-3);
      assertThrows(IllegalArgumentException.class, () -> model.encode(ids(), 3));
      assertThrows(IllegalArgumentException.class, () -> model.encode(ids(), -1));
    }
  }

  @Test
  void aRowThatMayAttendToNothingIsStillFinite() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor mask = Tensors.of(new long[12], 2, 6);
      for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
        Weights weights = Weights.random(1).converted(precision.type());
        Tensor out = new ClipTextModel(weights, config(3)).apply(ids(), mask).lastHiddenState();
        for (float value : Tensors.floats(out)) {
          assertTrue(Float.isFinite(value));
        }
      }
    }
  }

  @Test
  void bf16StaysCloseToFp32() {
    try (Scope scope = Scope.open();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor exact = new ClipTextModel(Weights.random(1), config(3)).encode(ids(), 0);
      Weights half = Weights.random(1).converted(ScalarType.BFloat16);
      Tensor rounded = new ClipTextModel(half, config(3)).encode(ids(), 0);
      assertEquals(ScalarType.BFloat16, rounded.scalar_type().intern());
      // bf16 has 8 significant bits; states after the norm are of size 1 to 3.
      assertTrue(Similarity.maxError(exact, rounded) < 0.08);
    }
  }

  @Test
  void gradientsReachEveryTensorInBothFormats() {
    for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
      TrainableWeights trainable = new TrainableWeights(Weights.random(1), precision);
      ClipTextModel model = ClipTextModel.withProjection(trainable.weights(), config(3));
      try (Scope scope = Scope.open()) {
        ClipTextOutput out = model.apply(ids());
        Tensor weighted = out.textEmbeds().to(ScalarType.Float);
        out.lastHiddenState().to(ScalarType.Float).square().sum().add(weighted.sum()).backward();
        trainable.masters().forEach((key, master) -> assertHasGradient(key, master));
      }
    }
  }

  private static void assertHasGradient(String key, Tensor master) {
    assertTrue(master.grad().defined(), key);
    // A key's bias shifts all logits of a row alike, which softmax takes back.
    if (!key.endsWith("k_proj.bias")) {
      assertTrue(Tensors.scalar(master.grad().abs().sum()) > 0, key);
    }
  }

  @Test
  void olderFilesWithPositionIdsLoadToo() {
    Map<String, Tensor> file = new HashMap<>();
    TrainableWeights made = new TrainableWeights(Weights.random(1), Precision.FP32);
    new ClipTextModel(made.weights(), config(3));
    file.putAll(made.masters());
    assertFalse(file.containsKey("text_model.embeddings.position_ids"));
    file.put("text_model.embeddings.position_ids", torch.zeros(1, 6).to(ScalarType.Long));
    assertNotNull(Weights.of(file).build(w -> new ClipTextModel(w, config(3))));
    file.put("text_model.embeddings.other", torch.zeros(1));
    assertThrows(
        CheckpointException.class,
        () -> Weights.of(file).build(w -> new ClipTextModel(w, config(3))));
  }

  @Test
  void refusesWhatItCannotRead() {
    ClipTextModel model = new ClipTextModel(Weights.random(1), config(3));
    assertThrows(IllegalArgumentException.class, () -> model.apply(Tensors.of(new long[7], 1, 7)));
    assertThrows(
        IllegalArgumentException.class,
        () -> model.apply(Tensors.of(new long[6], 1, 6), Tensors.of(new long[5], 1, 5)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClipTextConfig(20, 16, 32, 8, 2, 3, 6, 1e-5, "gelu", 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClipTextConfig(20, 16, 32, 8, 2, 4, 6, 1e-5, "relu", 3));
  }

  @Test
  void absentConfigEntriesHaveTransformersDefaults() throws Exception {
    ClipTextConfig config =
        new ObjectMapper()
            .readValue(
                "{\"hidden_size\": 8, \"num_attention_heads\": 2, \"torch_dtype\": \"float32\"}",
                ClipTextConfig.class);
    assertEquals("quick_gelu", config.hiddenAct());
    assertEquals(1e-5, config.layerNormEps());
    assertEquals(49407, config.eosTokenId());
  }

  private static float[] row(Tensor states, long batch, long position) {
    return Tensors.floats(states.get(batch).get(position));
  }
}
