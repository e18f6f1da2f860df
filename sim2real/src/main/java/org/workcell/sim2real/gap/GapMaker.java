package org.workcell.sim2real.gap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.Json;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * Makes logs of a simulated robot whose truth is hidden: folders {@code train}, {@code validation},
 * {@code test}, {@code ood} (and {@code payload}) of logs, {@code gap.json} with what everybody may
 * know, and {@code hidden/truth.json}. The same plan and model give the same bytes.
 */
public final class GapMaker {

  /** The file with what everybody may know. */
  static final String DESCRIPTION = "gap.json";

  /**
   * What everybody may know.
   *
   * @param format 1
   * @param family of gaps
   * @param level of the gap
   * @param model the nominal model that the logs are to be compared with
   * @param modelParts what else it was read from, where it is no MJCF
   * @param joints that move
   * @param rateHz control cycles and rows per second
   * @param engine what simulated the robot; null where MuJoCo did
   * @param motions kinds of motion by log
   */
  record Description(
      int format,
      GapFamily family,
      GapLevel level,
      ParameterFile.Source model,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ParameterFile.Source> modelParts,
      List<String> joints,
      double rateHz,
      @JsonInclude(JsonInclude.Include.NON_NULL) String engine,
      Map<String, String> motions) {}

  private final GapPlan plan;
  private final Optional<DynamicsFactory> engine;
  private final Path folder;

  private GapMaker(GapPlan plan, Path folder) {
    this.plan = plan;
    this.engine =
        plan.engine().equals(Engine.NAME)
            ? Optional.empty()
            : Optional.of(DynamicsProvider.named(plan.engine()));
    this.folder = folder;
  }

  /**
   * Makes everything.
   *
   * @param model the nominal robot, MJCF
   * @param folder a new or empty one
   * @return the nominal model that goes with the logs: {@code model}, or for family G8 the file in
   *     {@code folder} that has a table, too
   * @throws BadInputException if the folder is not empty, or the engine is not there
   * @throws IllegalArgumentException if the robot cannot be used
   */
  public static Path make(GapPlan plan, Path model, Path folder) {
    return make(plan, NominalModel.of(model), folder);
  }

  /**
   * As {@link #make(GapPlan, Path, Path)}, of a model that may have been made of URDF.
   *
   * @return the nominal model that goes with the logs, in MJCF
   */
  public static Path make(GapPlan plan, NominalModel model, Path folder) {
    GapMaker maker = new GapMaker(plan, folder);
    boolean isNew = Files.notExists(folder);
    requireEmpty(folder);
    try {
      return maker.make(model);
    } catch (RuntimeException e) {
      if (isNew) {
        removeEmpty(folder, e);
      }
      throw e;
    }
  }

  /** What was refused before anything was written leaves no folder behind. */
  private static void removeEmpty(Path folder, RuntimeException cause) {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // What was made so far may tell what went wrong.
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private Path make(NominalModel model) {
    NominalModel scene =
        plan.family() == GapFamily.G8
            ? NominalModel.of(ContactScene.write(plan, model.mjcf(), folder))
            : model;
    try (RobotModel robot = RobotModel.load(scene.mjcf())) {
      make(GapArm.of(robot, plan.joints(), plan.chain()), scene);
    }
    return scene.mjcf();
  }

  private static void requireEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new BadInputException("folder '%s' is not empty; name a new one".formatted(folder));
        }
      }
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be used (%s)".formatted(folder, IoReason.of(e)), e);
    }
  }

  private void make(GapArm arm, NominalModel scene) {
    GapRanges ranges = GapRanges.committed();
    boolean bad = plan.family() == GapFamily.G11;
    double usualHz = bad ? ranges.defect("rate_hz") : ranges.recording("rate_hz");
    double rateHz = plan.rateHz() > 0 ? plan.rateHz() : usualHz;
    List<GapMotions.Commands> motions = motions(arm, rateHz);
    NominalPeaks peaks = NominalPeaks.of(arm, training(motions), rateHz);
    GapTruth truth =
        new TruthDraw(arm, plan.family(), plan.level(), plan.seed(), peaks)
            .draw(scene, plan.payload());
    GapRun.Timing timing =
        new GapRun.Timing(
            rateHz, bad ? ranges.defect("tick_jitter") : 0, truth.commandJitterSeconds());
    Recording recording = new Recording(arm, peaks.torque(), bad, rateHz);
    record(arm, truth, timing, recording, motions);
    describe(arm, scene, rateHz, motions);
    TruthFile.write(folder, truth);
  }

  private List<GapMotions.Commands> motions(GapArm arm, double rateHz) {
    List<GapMotions.Commands> all = new ArrayList<>();
    for (Map.Entry<String, Integer> split : plan.splits().entrySet()) {
      all.addAll(
          plan.family() == GapFamily.G8
              ? new ContactMotions(arm, plan).of(split.getKey(), split.getValue(), rateHz)
              : new GapMotions(arm, plan).of(split.getKey(), split.getValue(), rateHz));
    }
    return all;
  }

  private static List<double[][]> training(List<GapMotions.Commands> motions) {
    return motions.stream()
        .filter(each -> each.split().equals(GapPlan.TRAIN))
        .map(GapMotions.Commands::commands)
        .toList();
  }

  private void record(
      GapArm arm,
      GapTruth truth,
      GapRun.Timing timing,
      Recording recording,
      List<GapMotions.Commands> motions) {
    recordAll(arm, truth.setup(arm.robot()).build(), timing, recording, without(motions, true));
    if (truth.payload() != null) {
      RobotSetup.Builder loaded = truth.setup(arm.robot());
      List<String> paths = PayloadBody.paths(truth.payload().body());
      PayloadBody.hold(
          loaded, truth.setup(arm.robot()).parameters(paths).build().nominal(), truth.payload());
      recordAll(arm, loaded.build(), timing, recording, without(motions, false));
    }
  }

  private static List<GapMotions.Commands> without(
      List<GapMotions.Commands> motions, boolean payload) {
    return motions.stream()
        .filter(each -> each.split().equals(GapPlan.PAYLOAD) != payload)
        .toList();
  }

  private void recordAll(
      GapArm arm,
      RobotSetup setup,
      GapRun.Timing timing,
      Recording recording,
      List<GapMotions.Commands> motions) {
    SeedStreams streams = new SeedStreams(plan.seed());
    Set<String> heldOut = Set.of(GapPlan.TEST, GapPlan.OUT_OF_DISTRIBUTION);
    try (GapRun run = new GapRun(setup, arm, engine)) {
      for (GapMotions.Commands each : motions) {
        GapRun.Rows rows =
            run.run(each.commands(), timing, streams.stream("jitter/" + each.name()));
        write(
            folder.resolve(each.split()),
            recording.log(each.name(), rows, streams.stream("sensors/" + each.name())));
        if (heldOut.contains(each.split())) {
          write(TruthFile.trueLogs(folder, each.split()), recording.trueLog(each.name(), rows));
        }
      }
    }
  }

  /** A log that was simulated is its own source; parameters name it by that. */
  private static void write(Path folder, RobotLog log) {
    LogFolder.write(folder, log);
    String file = log.meta().name() + ".npz";
    LogFolder.write(folder, Recording.of(log, file, LogFolder.sha256(folder.resolve(file))));
  }

  private void describe(
      GapArm arm, NominalModel scene, double rateHz, List<GapMotions.Commands> motions) {
    Map<String, String> kinds = new TreeMap<>();
    motions.forEach(each -> kinds.put(each.name(), each.kind()));
    Description description =
        new Description(
            1,
            plan.family(),
            plan.level(),
            scene.source(),
            scene.parts(),
            arm.jointNames(),
            rateHz,
            engine.map(each -> each.identity().label()).orElse(null),
            kinds);
    try {
      AtomicFiles.write(
          folder.resolve(DESCRIPTION), Json.pretty(description).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("'%s' cannot be written".formatted(folder), e);
    }
  }
}
