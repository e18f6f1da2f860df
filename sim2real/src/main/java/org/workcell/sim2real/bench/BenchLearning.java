package org.workcell.sim2real.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.delta.DeltaGate;
import org.workcell.sim2real.delta.DeltaMethods;
import org.workcell.sim2real.delta.DeltaProblem;
import org.workcell.sim2real.delta.DeltaTrainingOptions;
import org.workcell.sim2real.forward.DelayGrid;
import org.workcell.sim2real.forward.ForwardIdentification;
import org.workcell.sim2real.forward.ForwardOptions;
import org.workcell.sim2real.forward.ForwardProblem;
import org.workcell.sim2real.forward.ParameterGate;
import org.workcell.sim2real.gap.GapMaker;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * What is learned of a cell's robot: from its logs of {@code train}, judged on those of {@code
 * validation}, and nothing else. Each stage leaves a file; one that is there is not done again.
 */
final class BenchLearning {

  private final BenchPlan plan;
  private final BenchCell cell;
  private final StageFolder files;
  private final long seed;
  private final int threads;
  private final Consumer<String> progress;

  BenchLearning(
      BenchPlan plan,
      BenchCell cell,
      StageFolder files,
      long suiteSeed,
      int threads,
      Consumer<String> progress) {
    this.plan = plan;
    this.cell = cell;
    this.files = files;
    this.seed = cell.seed(suiteSeed);
    this.threads = threads;
    this.progress = line -> progress.accept(cell.key() + ": " + line);
  }

  /** Draws the hidden robot and makes its logs. */
  void makeWorld() {
    String name = "worlds/" + cell.world();
    if (!files.has(name)) {
      BenchPlan.Robot robot = plan.robot(cell.robot());
      GapMaker.make(
          GapPlan.builder(cell.family(), cell.level(), seed)
              .trajectories(robot.trajectories(), robot.seconds())
              .reach(robot.amplitude(), robot.highestHz())
              .limits(robot.velocityLimit(), robot.accelerationLimit())
              .build(),
          extractModel(),
          files.fresh(name));
      files.finish(name);
    }
  }

  /** The nominal model of the cell's robot, taken out of the class path. */
  Path extractModel() {
    String resource = plan.robot(cell.robot()).model();
    try (InputStream in = BenchLearning.class.getResourceAsStream(resource)) {
      String name = modelFile();
      files.write(name, in.readAllBytes());
      return files.of(name);
    } catch (IOException e) {
      throw new UncheckedIOException("resource %s cannot be read".formatted(resource), e);
    }
  }

  private String modelFile() {
    return "models/%s.xml".formatted(cell.robot());
  }

  Path world() {
    return files.of("worlds/" + cell.world());
  }

  /** The nominal model; a family of contacts brings one of its own. */
  Path model() {
    Path own = world().resolve("model.xml");
    return Files.exists(own) ? own : files.of(modelFile());
  }

  /** What was identified, whatever the gate says of it. */
  private Path found() {
    return files.of("learned/%s/identified.json".formatted(cell.key()));
  }

  private String gate() {
    return "learned/%s/gate.json".formatted(cell.key());
  }

  /** What the gate says of the identified numbers. */
  ParameterGate.Decision decision() {
    return files.read(gate(), ParameterGate.Decision.class);
  }

  /** What the gate leaves of it. */
  Path params() {
    return files.of("learned/%s/params.json".formatted(cell.key()));
  }

  List<RobotLog> logs(String split) {
    return LogFolder.open(world().resolve(split)).readAll();
  }

  /** The logs that teach, or so many of them as make up the cell's seconds. */
  List<RobotLog> training() {
    List<RobotLog> used = new ArrayList<>();
    double seconds = 0;
    for (RobotLog log : logs(GapPlan.TRAIN)) {
      if (cell.seconds() == 0 || seconds + log.durationSeconds() / 2 < cell.seconds()) {
        used.add(log);
        seconds += log.durationSeconds();
      }
    }
    return used;
  }

  /** Identifies the model and learns all deltas of the plan. */
  void learn() {
    try (RobotModel robot = RobotModel.load(model())) {
      identify(robot);
      RobotSetup identified = identified(robot);
      for (String method : plan.delta().methods()) {
        learn(BenchScoring.combined(method), method, identified, false);
      }
      String usual = plan.delta().methods().get(0);
      if (plan.robot(cell.robot()).coupled()) {
        learn(CellResult.COUPLED, usual, identified, true);
      }
      if (plan.delta().alone()) {
        learn(CellResult.ALONE, usual, nominal(robot), false);
      }
    }
  }

  /** Finds the numbers of the model. */
  private void identify(RobotModel robot) {
    if (Files.exists(params())) {
      return;
    }
    BenchPlan.Identification how = plan.identification();
    ForwardOptions options =
        ForwardOptions.builder()
            .parts(EnumSet.copyOf(how.parts()))
            .families(how.familiesOf(cell.family()))
            .bodies(plan.robot(cell.robot()).bodies())
            .windows(how.windowSeconds(), how.strideSeconds())
            .delays(new DelayGrid(how.longestDelaySeconds(), how.delayStepSeconds(), false))
            .maxIterations(how.iterations())
            .bootstrapReplicates(0)
            .seed(seed)
            .threads(threads)
            .build();
    ParameterFile.Source source =
        new ParameterFile.Source(model().getFileName().toString(), LogFolder.sha256(model()));
    ParameterFile found =
        ForwardIdentification.identify(
                new ForwardProblem(robot, source, training(), List.of(), List.of()),
                options,
                progress)
            .file();
    ParameterGate.Judged judged =
        new ParameterGate(nominal(robot), threads, seed).judge(found, logs(GapPlan.VALIDATION));
    ParameterGate.Decision decision = judged.decision();
    progress.accept(
        "identified numbers %s: %s"
            .formatted(decision.accepted() ? "accepted" : "refused", decision.reason()));
    files.write(gate(), decision);
    try {
      Files.createDirectories(params().toAbsolutePath().getParent());
      ParameterFiles.write(found(), found);
      ParameterFiles.write(params(), judged.file());
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(params()), e);
    }
  }

  RobotSetup nominal(RobotModel robot) {
    return RobotSetup.builder(robot).build();
  }

  /** The model as far as the gate leaves its identified numbers. */
  RobotSetup identified(RobotModel robot) {
    return RobotSetup.builder(robot).parameterFile(ParameterFiles.read(params())).build();
  }

  /** The folder of a delta. */
  Path delta(String name) {
    return files.of("learned/%s/%s".formatted(cell.key(), name));
  }

  /**
   * Learns a delta by a method on a setup, and has it judged; it lies in a folder of this name.
   *
   * @param coupled whether one network reads all joints
   */
  private void learn(String name, String method, RobotSetup setup, boolean coupled) {
    if (Files.exists(delta(name).resolve(DeltaFiles.DESCRIPTION))) {
      return;
    }
    ObjectNode report = Json.mapper().createObjectNode();
    ObjectNode training = report.putObject("training");
    DeltaProblem problem = DeltaProblem.of(setup, training(), options(coupled));
    DeltaModel learned = DeltaMethods.named(method).train(problem, training, progress);
    DeltaGate.Judged judged =
        new DeltaGate(setup, threads, seed).judge(learned, logs(GapPlan.VALIDATION), List.of());
    progress.accept("%s: %s".formatted(name, judged.decision().reason()));
    report.put("method", method);
    report.put("seed", seed);
    report.set("gate", Json.mapper().valueToTree(judged.decision()));
    try {
      DeltaFiles.write(delta(name), judged.model(), report);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(delta(name)), e);
    }
  }

  private DeltaTrainingOptions options(boolean coupled) {
    BenchPlan.Delta how = plan.delta();
    DeltaTrainingOptions usual = DeltaTrainingOptions.usual(seed, threads);
    return new DeltaTrainingOptions(
        usual.inputs(),
        how.hidden(),
        coupled,
        usual.joints(),
        usual.limit(),
        usual.normWeight(),
        usual.rateWeight(),
        usual.inputNoise(),
        how.epochs(),
        how.rounds(),
        how.horizonRows(),
        how.iterations(),
        seed,
        threads);
  }
}
