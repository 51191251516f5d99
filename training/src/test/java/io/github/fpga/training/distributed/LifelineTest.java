package io.github.fpga.training.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {

  private static final Map<String, String> HELD = Map.of("FPGA_LIFELINE", "stdin");

  @Test
  void itsEndIsNoticed() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    try (PipedOutputStream end = new PipedOutputStream()) {
      Lifeline.watch(HELD, new PipedInputStream(end), lost::countDown);
      end.write(1);
      assertEquals(1, lost.getCount());
    }
    assertTrue(lost.await(10, TimeUnit.SECONDS));
  }

  /** By hand, standard input may be closed, and torchrun holds none. */
  @Test
  void nobodyHoldsIt_whereNobodySaysSo() {
    ByteArrayInputStream input = new ByteArrayInputStream(new byte[] {1});
    Lifeline.watch(
        Map.of(),
        input,
        () -> {
          throw new AssertionError("lost");
        });
    assertEquals(1, input.available());
  }
}
