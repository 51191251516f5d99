package io.github.fpga.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {

  @Test
  void plainArgumentsStayPlain() {
    assertEquals("./fpga redo out/a.png", Shell.join(List.of("./fpga", "redo", "out/a.png")));
  }

  @Test
  void othersAreQuoted() {
    assertEquals("'two people' ''", Shell.join(List.of("two people", "")));
    assertEquals("'a;b' '$HOME' 'it'\\''s'", Shell.join(List.of("a;b", "$HOME", "it's")));
  }
}
