package io.github.fpga.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fpga.faces.Pictures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved persons. */
class PeopleE2ETest {

  @TempDir Path folder;

  @Test
  void savedAndUsedByName() {
    Path store = folder.resolve("store");
    Cli.run("person", "create", "--store", store, "Zoë B", Cli.sample("alex"), Cli.sample("billie"))
        .ok();

    assertEquals("Zoë B\n", Cli.run("person", "list", "--store", store).ok().out());
    assertTrue(
        Cli.run("person", "show", "--store", store, "Zoë B").ok().out().contains("references  2"));
    Cli.run(
            "generate",
            "--prompt",
            "a portrait",
            "--steps",
            2,
            "--no-restore",
            "--store",
            store,
            "--person",
            "Zoë B",
            "-o",
            folder.resolve("name.png"))
        .ok();
    Cli.run(
            "generate",
            "--prompt",
            "a portrait",
            "--steps",
            2,
            "--no-restore",
            "--store",
            store,
            "--person",
            Cli.sample("alex") + "," + Cli.sample("billie"),
            "-o",
            folder.resolve("files.png"))
        .ok();
    assertArrayEquals(
        Cli.pixels(folder.resolve("files.png")), Cli.pixels(folder.resolve("name.png")));
    String request = Pictures.text(folder.resolve("name.png")).get("fpga.request");
    assertTrue(request.contains("\"source\":\"Zoë B\""), request);
    Path again = folder.resolve("again.png");
    Cli.run("redo", folder.resolve("name.png"), "--store", store, "-o", again).ok();
    Cli.assertSameBytes(folder.resolve("name.png"), again);

    Cli.run("person", "remove", "--store", store, "Zoë B").ok();
    Cli.run("person", "remove", "--store", store, "Zoë B").refused("no saved person 'Zoë B'");
    Cli.run("redo", folder.resolve("name.png"), "--store", store, "-o", again)
        .refused("Zoë B", "--store");
  }

  @Test
  void names() {
    Path store = folder.resolve("store");

    Cli.run("person", "create", "--store", store, "../evil", Cli.sample("alex"))
        .refused("a saved person's name has");
    Cli.run("person", "show", "--store", store, "nobody").refused("no saved person 'nobody'");
    assertEquals("", Cli.run("person", "list", "--store", store).ok().out());
  }
}
