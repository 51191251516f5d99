package io.github.fpga.pipelines.family;

import io.github.fpga.pipelines.people.LoraFile;
import io.github.fpga.pipelines.sets.Role;
import io.github.fpga.tensor.Checksums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What results say of a set's files; counted when first asked for, which takes its time. */
final class PublicChecksums {

  private static final int SHA256 = 64;

  private final Map<Role, Path> paths;
  private final List<LoraFile> loras;
  private Map<String, String> sums;

  PublicChecksums(Map<Role, Path> paths, List<LoraFile> loras) {
    this.paths = paths;
    this.loras = loras;
  }

  synchronized Map<String, String> all() {
    if (sums == null) {
      Map<String, String> all = new TreeMap<>();
      paths.forEach((role, path) -> add(all, role.word(), path));
      for (LoraFile lora : loras) {
        all.put("lora/" + lora, sum(lora.file()));
      }
      sums = Collections.unmodifiableMap(all);
    }
    return sums;
  }

  /** Face recogniser, picture encoder and adapter: which features there are depends on all. */
  String recogniser() {
    return of(List.of(Role.FACE_RECOGNISER, Role.IMAGE_ENCODER, Role.IDENTITY)).toString();
  }

  /** Of some roles, as far as the set has them. */
  Map<String, String> of(List<Role> roles) {
    Map<String, String> found = new TreeMap<>();
    for (Role role : roles) {
      if (paths.containsKey(role)) {
        add(found, role.word(), paths.get(role));
      }
    }
    return found;
  }

  private static void add(Map<String, String> all, String name, Path path) {
    if (!Files.isDirectory(path)) {
      all.put(name, sum(path));
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String inner = path.relativize(file).toString().replace('\\', '/');
        all.put(name + "/" + inner, sum(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** The hub's cache names large files by their SHA-256, which was checked when they came. */
  private static String sum(Path file) {
    try {
      Path real = file.toRealPath();
      String name = real.getFileName().toString();
      boolean blob = real.getParent().getFileName().toString().equals("blobs");
      return blob && name.length() == SHA256 && name.matches("[0-9a-f]+")
          ? name
          : Checksums.sha256(real);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
