package org.workcell.recipes.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.delta.DeltaGate;
import org.workcell.sim2real.delta.DeltaProblem;
import org.workcell.sim2real.delta.DeltaTrainingOptions;
import org.workcell.sim2real.delta.SupervisedDelta;
import org.workcell.sim2real.forward.DelayGrid;
import org.workcell.sim2real.forward.ForwardIdentification;
import org.workcell.sim2real.forward.ForwardOptions;
import org.workcell.sim2real.forward.ForwardProblem;
import org.workcell.sim2real.forward.ParameterGate;
import org.workcell.sim2real.forward.Part;
import org.workcell.sim2real.gap.GapMaker;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * A robot of joints with position servos. Its logs are those of the gap tool; identification knows
 * limits of drives and delays up to 60 ms, the delta has the settings of the small benchmark. All
 * that differs from the model lies in a parameter file, which the task's scene takes.
 */
final class JointRobot implements LoopRobot {

  private static final String GAP = "gap";
  private static final String FOUND = "identified.json";
  private static final String PARAMETERS = "params.json";
  private static final String GATE = "params-gate.json";

  private static final double WINDOW_SECONDS = 1;
  private static final double STRIDE_SECONDS = 1.5;
  private static final DelayGrid DELAYS = new DelayGrid(0.06, 0.01, false);
  private static final int ITERATIONS = 10;
  private static final List<Integer> HIDDEN = List.of(24, 24);
  private static final int EPOCHS = 40;

  /**
   * What is known of the robot.
   *
   * @param model its nominal model, MJCF
   * @param joints that move in the logs
   * @param rateHz commands in a second
   * @param environment the task with the nominal robot
   */
  record Known(Path model, List<String> joints, double rateHz, EnvironmentOptions environment) {}

  private final LoopPlan plan;
  private final StageFolder files;
  private final Known known;
  private final Consumer<String> progress;
  private final int threads = Runtime.getRuntime().availableProcessors();

  JointRobot(LoopPlan plan, StageFolder files, Known known, Consumer<String> progress) {
    this.plan = plan;
    this.files = files;
    this.known = known;
    this.progress = progress;
  }

  @Override
  public void make() {
    if (!files.has(GAP)) {
      GapMaker.make(
          gap(plan, known.rateHz()).joints(known.joints()).build(),
          known.model(),
          files.fresh(GAP));
      files.finish(GAP);
      progress.accept("logs of the hidden robot: " + plan.logs().trajectories());
    }
  }

  /** The hidden robot's logs, but for its joints. */
  static GapPlan.Builder gap(LoopPlan plan, double rateHz) {
    return GapPlan.builder(plan.gap().family(), plan.gap().level(), plan.seed())
        .trajectories(plan.logs().trajectories(), plan.logs().seconds())
        .limits(2, 10)
        .rateHz(rateHz);
  }

  @Override
  public void identify() {
    if (files.has(PARAMETERS)) {
      return;
    }
    try (RobotModel robot = RobotModel.load(known.model())) {
      ParameterFile.Source source =
          new ParameterFile.Source(
              known.model().getFileName().toString(), LogFolder.sha256(known.model()));
      ParameterFile found =
          ForwardIdentification.identify(
                  new ForwardProblem(robot, source, logs(GapPlan.TRAIN), List.of(), List.of()),
                  identification(robot),
                  line -> progress.accept("identification: " + line))
              .file();
      ParameterGate.Judged judged =
          new ParameterGate(RobotSetup.builder(robot).build(), threads, plan.seed())
              .judge(found, logs(GapPlan.VALIDATION));
      progress.accept("identified numbers: " + judged.decision().reason());
      files.write(GATE, judged.decision());
      ParameterFiles.write(files.of(FOUND), found);
      ParameterFiles.write(files.of(PARAMETERS), judged.file());
    } catch (IOException e) {
      throw new UncheckedIOException("parameters cannot be written", e);
    }
  }

  private ForwardOptions identification(RobotModel robot) {
    return ForwardOptions.builder()
        .parts(
            EnumSet.of(
                Part.GAINS,
                Part.DAMPING,
                Part.ARMATURE,
                Part.FRICTION,
                Part.SATURATION,
                Part.DELAY,
                Part.MASS))
        .bodies(List.of(lastLink(robot)))
        .windows(WINDOW_SECONDS, STRIDE_SECONDS)
        .delays(DELAYS)
        .maxIterations(ITERATIONS)
        .bootstrapReplicates(0)
        // What the logs cannot tell makes no difference to policies, and its trials take most of
        // the time.
        .identifiableLimit(Double.POSITIVE_INFINITY)
        .seed(plan.seed())
        .threads(threads)
        .build();
  }

  /** The link with the hand: that of the last joint between base and end effector. */
  private String lastLink(RobotModel robot) {
    List<Integer> moved =
        known.joints().stream().map(name -> robot.joint(name).body()).sorted().toList();
    int[] parents = robot.model().structure("body_parentid");
    int at =
        robot.tip().site() >= 0
            ? robot.model().structure("site_bodyid")[robot.tip().site()]
            : robot.tip().body();
    while (at > 0 && !moved.contains(at)) {
      at = parents[at];
    }
    int body = at > 0 ? at : moved.get(moved.size() - 1);
    return robot.model().names(ObjectKind.BODY).get(body);
  }

  @Override
  public boolean delta() {
    Path folder = files.of(DELTA);
    if (!files.has(DELTA + "/" + DeltaFiles.DESCRIPTION)) {
      try (RobotModel robot = RobotModel.load(known.model())) {
        train(
            RobotSetup.builder(robot)
                .parameterFile(ParameterFiles.read(files.of(PARAMETERS)))
                .build(),
            folder);
      } catch (IOException e) {
        throw new UncheckedIOException("the delta cannot be written", e);
      }
    }
    return !DeltaFiles.read(folder).isRefused();
  }

  private void train(RobotSetup setup, Path folder) throws IOException {
    ObjectNode report = Json.mapper().createObjectNode();
    DeltaProblem problem = DeltaProblem.of(setup, logs(GapPlan.TRAIN), options());
    SupervisedDelta method = new SupervisedDelta();
    DeltaModel found = method.train(problem, report, line -> progress.accept("delta: " + line));
    DeltaGate.Judged judged =
        new DeltaGate(setup, threads, plan.seed())
            .judge(found, logs(GapPlan.VALIDATION), logs(GapPlan.OUT_OF_DISTRIBUTION));
    progress.accept("delta: " + judged.decision().reason());
    report.put("method", method.name());
    report.put("seed", plan.seed());
    report.set("gate", Json.mapper().valueToTree(judged.decision()));
    DeltaFiles.write(folder, judged.model(), report);
  }

  private DeltaTrainingOptions options() {
    DeltaTrainingOptions usual = DeltaTrainingOptions.usual(plan.seed(), threads);
    return new DeltaTrainingOptions(
        usual.inputs(),
        HIDDEN,
        usual.coupled(),
        usual.joints(),
        usual.limit(),
        usual.normWeight(),
        usual.rateWeight(),
        usual.inputNoise(),
        EPOCHS,
        usual.rounds(),
        usual.horizonRows(),
        usual.iterations(),
        plan.seed(),
        threads);
  }

  private List<RobotLog> logs(String split) {
    return LogFolder.open(files.of(GAP).resolve(split)).readAll();
  }

  @Override
  public EnvironmentOptions nominal() {
    return known.environment();
  }

  @Override
  public EnvironmentOptions hidden() {
    return HiddenRobot.in(nominal(), plan, files.of(GAP), known.model());
  }

  @Override
  public EnvironmentOptions identified() {
    return nominal().withActuators(ParameterFiles.readActuators(files.of(PARAMETERS)));
  }

  @Override
  public EnvironmentOptions corrected() {
    return identified().withDelta(DeltaActions.read(files.of(DELTA), "", false));
  }
}
