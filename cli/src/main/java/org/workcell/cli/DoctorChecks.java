package org.workcell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.workcell.bullet.Bullet;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.Libtorch;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.files.CacheFolder;
import org.workcell.sim.rendering.RenderingBackend;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.video.VideoEncoder;

/** The checks of {@code doctor}. A check that fails never keeps the others from running. */
final class DoctorChecks {

  private static final int OLDEST_JAVA = 17;
  private static final long MEBIBYTE = 1L << 20;
  private static final String REINSTALL = "run './workcell build' and read its messages";

  private final Supplier<TaskRegistry> registry;
  private final Map<String, String> environment;

  DoctorChecks(Supplier<TaskRegistry> registry, Map<String, String> environment) {
    this.registry = registry;
    this.environment = environment;
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("workcell", WorkcellVersion.current()));
    findings.add(java());
    findings.add(machine());
    findings.add(cache());
    Finding engine = engine();
    findings.add(engine);
    if (!engine.broken()) {
      findings.add(assets());
      findings.add(rendering());
    }
    findings.add(libtorch());
    findings.add(ffmpeg());
    findings.add(bullet());
    return findings;
  }

  private static Finding java() {
    String detail =
        "%s %s, %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.arch"));
    return Runtime.version().feature() < OLDEST_JAVA
        ? Finding.problem("java", detail, "install Java %d or newer".formatted(OLDEST_JAVA))
        : Finding.ok("java", detail);
  }

  private static Finding machine() {
    Runtime runtime = Runtime.getRuntime();
    return Finding.ok(
        "machine",
        "%d processors, Java may use %d MiB of memory"
            .formatted(runtime.availableProcessors(), runtime.maxMemory() / MEBIBYTE));
  }

  private Finding cache() {
    Path folder = CacheFolder.of(environment);
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean usable = existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    return usable
        ? Finding.ok("cache", folder.toString())
        : Finding.problem(
            "cache",
            "%s cannot be written to".formatted(folder),
            "set WORKCELL_CACHE to a folder that you may write to");
  }

  private static Finding engine() {
    try {
      Engine.Identity engine = Engine.load();
      String detail =
          "%s %s from %s, sha256 of the loaded library %s, of its binding %s"
              .formatted(
                  engine.name(),
                  engine.version(),
                  engine.source(),
                  engine.sha256(),
                  engine.bindingSha256());
      return engine
          .difference()
          .map(difference -> Finding.note("engine", detail, difference + "; see docs/engine.md"))
          .orElseGet(() -> Finding.ok("engine", detail));
    } catch (EngineException e) {
      return Finding.problem("engine", e.getMessage(), "nothing runs until then");
    } catch (RuntimeException | LinkageError e) {
      return Finding.problem("engine", "cannot be loaded: " + e, REINSTALL);
    }
  }

  private Finding assets() {
    Map<SceneSource, String> scenes = new LinkedHashMap<>();
    List<String> broken = new ArrayList<>();
    int tasks = 0;
    try {
      for (TaskDefinition task : registry.get().tasks()) {
        tasks++;
        scenes.putIfAbsent(task.scene(), task.id());
      }
    } catch (RuntimeException e) {
      return Finding.problem("assets", "the tasks cannot be listed: " + e, REINSTALL);
    }
    long start = System.nanoTime();
    scenes.forEach((scene, task) -> compile(scene, task, broken));
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (!broken.isEmpty()) {
      return Finding.problem("assets", String.join("; ", broken), REINSTALL);
    }
    return Finding.ok(
        "assets",
        String.format(
            Locale.ROOT,
            "all %d builtin scenes of %d tasks compile (%.1f s)",
            scenes.size(),
            tasks,
            seconds));
  }

  private static void compile(SceneSource source, String task, List<String> broken) {
    try {
      Scene.load(AssetPack.builtin(), source).close();
    } catch (RuntimeException e) {
      broken.add("%s: %s".formatted(task, e.getMessage()));
    }
  }

  private static Finding libtorch() {
    if (!Libtorch.isResolved()) {
      return Finding.ok("libtorch", "not resolved (the first network policy fetches it, 112 MB)");
    }
    try {
      String device = ComputeDevice.choose(null).label();
      return Finding.ok(
          "libtorch",
          "%s, DJL %s, device %s".formatted(Libtorch.version(), Libtorch.djlVersion(), device));
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Finding.note("libtorch", e.getMessage(), "only network policies need it");
    }
  }

  private static Finding ffmpeg() {
    if (!VideoEncoder.isResolved()) {
      return Finding.ok("ffmpeg", "not resolved (the first video fetches it, 27 MB)");
    }
    try {
      return Finding.ok("ffmpeg", VideoEncoder.require());
    } catch (IllegalStateException e) {
      return Finding.note("ffmpeg", e.getMessage(), "only videos need it");
    }
  }

  private static Finding bullet() {
    if (!Bullet.isResolved()) {
      return Finding.ok("bullet", "not resolved (the first --engine bullet fetches it, 7 MB)");
    }
    try {
      return Finding.ok("bullet", Bullet.version());
    } catch (IllegalStateException e) {
      return Finding.note("bullet", e.getMessage(), "only --engine bullet needs it");
    }
  }

  private static Finding rendering() {
    RenderingBackend backend = RenderingBackend.probe();
    return backend.available()
        ? Finding.ok("rendering", backend.description())
        : Finding.note("rendering", backend.description(), "only images and videos need it");
  }
}
