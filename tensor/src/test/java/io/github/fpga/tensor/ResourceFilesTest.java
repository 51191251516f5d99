package io.github.fpga.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFilesTest {

  @TempDir Path folder;

  @Test
  void aFileOnDiskIsUsedAsItIs() {
    Path file = ResourceFiles.of(ResourceFiles.class, "ResourceFiles.class");
    assertTrue(file.endsWith("io/github/fpga/tensor/ResourceFiles.class"), file.toString());
  }

  @Test
  void aResourceOfAJarIsCopiedOnce() throws Exception {
    byte[] code;
    try (var in = ResourceFilesTest.class.getResourceAsStream("ResourceFilesTest$Inside.class")) {
      code = in.readAllBytes();
    }
    byte[] text = "weights".getBytes(StandardCharsets.UTF_8);
    Path jar = folder.resolve("some.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(Inside.class.getName().replace('.', '/') + ".class"));
      out.write(code);
      out.putNextEntry(new JarEntry("models/w.safetensors"));
      out.write(text);
    }
    System.setProperty("fpga.cache", folder.resolve("cache").toString());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Class<?> inside = loader.loadClass(Inside.class.getName());
      Path file = ResourceFiles.of(inside, "/models/w.safetensors");
      assertTrue(file.startsWith(folder.resolve("cache")), file.toString());
      assertArrayEquals(text, Files.readAllBytes(file));
      assertEquals(file, ResourceFiles.of(inside, "/models/w.safetensors"));
    } finally {
      System.clearProperty("fpga.cache");
    }
  }

  @Test
  void aMissingResourceIsNamed() {
    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> ResourceFiles.of(ResourceFiles.class, "no.such"));
    assertTrue(e.getMessage().contains("no.such"));
  }

  /** A class to find in the jar. */
  static final class Inside {}
}
