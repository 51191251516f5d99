package io.github.fpga.pipelines.sets;

import io.github.fpga.pipelines.hub.HubCache;
import io.github.fpga.pipelines.hub.HubDownloads;
import io.github.fpga.pipelines.hub.HubEnvironment;
import io.github.fpga.pipelines.hub.HubException;
import io.github.fpga.pipelines.hub.HubFile;
import io.github.fpga.pipelines.hub.RemoteFile;
import io.github.fpga.pipelines.hub.Verdict;
import io.github.fpga.tensor.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Model sets on this machine: pulls them, says where their parts are, checks and removes them.
 *
 * <pre>{@code
 * ModelHub hub = ModelHub.ofProcess();
 * hub.pull("sd15-portrait", false, PullListener.SILENT);
 * Path base = hub.resolve("sd15-portrait").get(Role.BASE);
 * }</pre>
 */
public final class ModelHub {

  private final ModelSets sets;
  private final HubDownloads downloads;
  private final Ledger ledger;

  /**
   * @param downloads hold the environment and the cache
   */
  public ModelHub(ModelSets sets, HubDownloads downloads, Ledger ledger) {
    this.sets = sets;
    this.downloads = downloads;
    this.ledger = ledger;
  }

  /** By this process's environment variables, with the user's own sets. */
  public static ModelHub ofProcess() {
    return new ModelHub(
        ModelSets.with(ModelSets.defaultFolder()),
        new HubDownloads(HubEnvironment.ofProcess()),
        new Ledger(Ledger.defaultFile()));
  }

  public ModelSets sets() {
    return sets;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Where files are kept. */
  public HubCache cache() {
    return downloads.cache();
  }

  /**
   * Brings a set and the face models it is bound to onto this machine; what is here stays.
   *
   * @param accept whether the user agrees to the terms that must be agreed to
   * @throws IllegalArgumentException where there is no such set, or its terms are not agreed to
   * @throws HubException naming the file that cannot be had, why, and what to do
   * @throws java.util.concurrent.CancellationException where the listener stops it; the next pull
   *     goes on from there
   */
  public void pull(String name, boolean accept, PullListener listener) {
    ModelSetSpec set = sets.get(name);
    List<SetComponent> components = sets.closure(set);
    agree(set, components, accept);
    requireLocal(components);
    List<HubFile> files = hubFiles(components);
    PullPlan plan = PullPlan.of(files, downloads, listener);
    listener.onPlan(files.size(), plan.needed().size(), plan.bytes());
    downloads.requireSpace(plan.bytes());
    ledger.pull(name, cache().root());
    for (Map.Entry<HubFile, RemoteFile> entry : plan.needed().entrySet()) {
      downloads.fetch(entry.getKey(), entry.getValue(), listener);
    }
  }

  private void agree(ModelSetSpec set, List<SetComponent> components, boolean accept) {
    List<SetComponent> open =
        components.stream()
            .filter(c -> c.licence() != null && c.licence().accept())
            .filter(c -> ledger.accepted(c).isEmpty())
            .toList();
    if (!open.isEmpty() && !accept) {
      SetComponent first = open.get(0);
      throw new IllegalArgumentException(
          "%s needs your consent: %s is under %s (%s). Read `fpga models licence %s`; if you agree: `fpga models pull %s --accept-licence`"
              .formatted(
                  set, first.source(), first.licence().id(), first.licence().note(), set, set));
    }
    open.forEach(component -> ledger.accept(component, set.name()));
  }

  private static void requireLocal(List<SetComponent> components) {
    for (SetComponent component : components) {
      if (component.source() instanceof Source.Local local && !Files.exists(local.path())) {
        throw new IllegalArgumentException(
            "the %s is not there: %s; correct 'local' in the set's file"
                .formatted(component.role().word(), local.path()));
      }
    }
  }

  private static List<HubFile> hubFiles(List<SetComponent> components) {
    return components.stream().flatMap(c -> c.hubFiles().stream()).distinct().toList();
  }

  /**
   * Where the parts of a set and of its face models are, without network.
   *
   * @return by role a file, or the folder of a model that has several
   * @throws CheckpointException where something is not here
   */
  public Map<Role, Path> resolve(String name) {
    Map<Role, Path> paths = new EnumMap<>(Role.class);
    List<String> missing = new ArrayList<>();
    for (SetComponent component : sets.closure(sets.get(name))) {
      missing.addAll(missing(component));
      place(component, paths);
    }
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          "%s is not complete, it lacks %s%s: `fpga models pull %s`"
              .formatted(
                  name,
                  missing.get(0),
                  missing.size() == 1 ? "" : " and %d more".formatted(missing.size() - 1),
                  name));
    }
    return Collections.unmodifiableMap(paths);
  }

  private void place(SetComponent component, Map<Role, Path> paths) {
    if (component.source() instanceof Source.Local local) {
      paths.put(component.role(), local.path());
      return;
    }
    HubFile first = component.hubFiles().get(0);
    if (component.folder() == null) {
      cache().find(first).ifPresent(path -> paths.put(component.role(), path));
      return;
    }
    cache()
        .commit(first)
        .map(commit -> cache().snapshot(first.repository(), commit))
        .ifPresent(
            path -> paths.put(component.role(), path.resolve(component.folder()).normalize()));
  }

  private List<String> missing(SetComponent component) {
    if (component.source() instanceof Source.Local local) {
      return Files.exists(local.path()) ? List.of() : List.of(local.path().toString());
    }
    return component.hubFiles().stream()
        .filter(file -> cache().find(file).isEmpty())
        .map(HubFile::toString)
        .toList();
  }

  /** How much of a set is here. */
  public SetStatus status(String name) {
    int files = 0;
    int here = 0;
    long bytes = 0;
    for (SetComponent component : sets.closure(sets.get(name))) {
      if (component.source() instanceof Source.Local local) {
        files++;
        here += Files.exists(local.path()) ? 1 : 0;
      }
      for (HubFile file : component.hubFiles()) {
        files++;
        Path found = cache().find(file).orElse(null);
        here += found == null ? 0 : 1;
        bytes += found == null ? 0 : size(found);
      }
    }
    return new SetStatus(files, here, bytes);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Hashes every file of a set and of its face models.
   *
   * @param listener told how far it is; may stop it
   * @throws java.util.concurrent.CancellationException where stopped
   */
  public List<FileCheck> verify(String name, PullListener listener) {
    List<FileCheck> checks = new ArrayList<>();
    for (SetComponent component : sets.closure(sets.get(name))) {
      if (component.source() instanceof Source.Local local) {
        checks.add(
            new FileCheck(component.role(), local.path().toString(), localVerdict(local.path())));
      }
      for (HubFile file : component.hubFiles()) {
        checks.add(
            new FileCheck(
                component.role(),
                file.repository() + "/" + file.path(),
                downloads.verify(file, listener)));
      }
    }
    return checks;
  }

  private static Verdict localVerdict(Path path) {
    return Files.exists(path)
        ? new Verdict(Verdict.State.UNCHECKED, "nothing says what it shall hash to")
        : new Verdict(Verdict.State.MISSING, "it is not here");
  }

  /**
   * Removes the damaged files of a set, so that the next pull brings them again.
   *
   * @return how many there were
   */
  public int discardDamaged(String name, PullListener listener) {
    int damaged = 0;
    for (HubFile file : hubFiles(sets.closure(sets.get(name)))) {
      if (downloads.verify(file, listener).state() == Verdict.State.DAMAGED) {
        cache().discard(file);
        damaged++;
      }
    }
    return damaged;
  }

  /**
   * Removes a set that was pulled, and the face models it is bound to; what another pulled set
   * needs stays.
   *
   * @return the bytes freed
   * @throws IllegalArgumentException where the set was not pulled
   */
  public long remove(String name) {
    ModelSetSpec set = sets.get(name);
    List<String> pulled = ledger.pulled(cache().root());
    if (!pulled.contains(name)) {
      throw new IllegalArgumentException(
          "%s was not pulled into %s, so nothing is removed; pulled: %s"
              .formatted(
                  name, cache().root(), pulled.isEmpty() ? "none" : String.join(", ", pulled)));
    }
    Set<HubFile> needed = new HashSet<>();
    for (String other : pulled) {
      if (!other.equals(name) && sets.names().contains(other)) {
        needed.addAll(hubFiles(sets.closure(sets.get(other))));
      }
    }
    long freed = 0;
    for (HubFile file : hubFiles(sets.closure(set))) {
      freed += needed.contains(file) ? 0 : cache().remove(file);
    }
    ledger.forget(name, cache().root());
    return freed;
  }
}
