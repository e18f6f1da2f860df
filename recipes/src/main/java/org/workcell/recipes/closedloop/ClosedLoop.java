package org.workcell.recipes.closedloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim2real.gap.GapMaker;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ArmRobots;
import org.workcell.training.PolicyScores;

/**
 * The loop from a hidden robot's logs to a policy for it: logs, identification, delta; a policy
 * trained in the nominal environment, and the same policy trained further in as many steps behind
 * each model of the robot; all judged on the hidden robot in the same episodes. Stages whose files
 * are there are skipped, so an interrupted loop goes on.
 */
public final class ClosedLoop {

  /** Judged in these episodes, which no training has. */
  private static final long FIRST_SEED = 5_000_000;

  private static final double LOG_SECONDS = 10;

  static final String FIRST = "first";
  static final String NOMINAL = "nominal";
  static final String ORACLE = "oracle";
  static final String RANDOMIZED = "randomized";
  static final String NOISE = "noise";
  static final String IDENTIFIED = "identified";
  static final String CORRECTED = "corrected";

  private final LoopPlan plan;
  private final StageFolder files;
  private final LoopWorld world;
  private final TaskDefinition task;
  private final Optional<Path> start;
  private final Randomization randomization;
  private final PoolOptions workers;
  private final Consumer<String> progress;
  private final LoopTraining training;

  private ClosedLoop(
      LoopPlan plan,
      StageFolder files,
      TaskDefinition task,
      Optional<Path> start,
      Randomization randomization,
      PoolOptions workers,
      Consumer<String> progress) {
    this.start = start;
    this.plan = plan;
    this.files = files;
    this.world = new LoopWorld(plan, files);
    this.task = task;
    this.randomization = randomization;
    this.workers = workers;
    this.progress = progress;
    this.training = new LoopTraining(plan, files, task, workers, progress);
  }

  /**
   * Runs what is left of a loop.
   *
   * @param task the plan's task
   * @param start a policy to begin with; empty where a first one is to be trained
   * @param randomization of the baseline with domain randomization
   * @param folder a new one, or one of the same plan
   * @return scores on the hidden robot, nominal and oracle first
   */
  public static List<LoopScore> run(
      LoopPlan plan,
      TaskDefinition task,
      Optional<Path> start,
      Randomization randomization,
      Path folder,
      PoolOptions workers,
      Consumer<String> progress) {
    StageFolder files = StageFolder.of(folder, head(plan));
    return new ClosedLoop(plan, files, task, start, randomization, workers, progress).run();
  }

  private List<LoopScore> run() {
    makeRobot();
    start.ifPresentOrElse(
        policy -> training.take(FIRST, policy), () -> training.train(FIRST, world.nominal()));
    Map<String, PolicyScores> scores = new LinkedHashMap<>();
    tune(scores, NOMINAL, world.nominal());
    tune(scores, ORACLE, world.hidden());
    tune(scores, NOISE, world.noisy());
    LoopModel learned = new LoopModel(plan, files, world.model(), progress);
    learned.identify();
    tune(scores, IDENTIFIED, world.identified());
    if (learned.delta()) {
      tune(scores, CORRECTED, world.corrected());
    } else {
      // A refused delta is not used: what is left is the identified model.
      scores.put(CORRECTED, scores.get(IDENTIFIED));
    }
    tune(scores, RANDOMIZED, world.nominal().withRandomization(randomization));
    List<LoopScore> all = new ArrayList<>();
    scores.forEach(
        (name, each) ->
            all.add(
                LoopScore.of(name, each, scores.get(NOMINAL), scores.get(ORACLE), plan.seed())));
    files.write("results.json", all);
    return all;
  }

  private void tune(Map<String, PolicyScores> scores, String name, EnvironmentOptions behind) {
    scores.put(name, judge(name, training.tune(name, FIRST, behind)));
  }

  private PolicyScores judge(String name, Path policy) {
    String file = "scores/" + name + ".json";
    if (!files.has(file)) {
      PolicyScores scores =
          PolicyScores.of(
              policy, new VectorMember(task, world.hidden()), FIRST_SEED, plan.episodes(), workers);
      files.write(file, scores);
      progress.accept(
          "%s on the hidden robot: success_once %.1f %%, return %.4g"
              .formatted(name, 100 * scores.successRate(), scores.meanReturn()));
    }
    return files.read(file, PolicyScores.class);
  }

  private void makeRobot() {
    try {
      ArmRobots.extract(plan.robot(), files.of(LoopWorld.ROBOT).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("the robot cannot be written", e);
    }
    if (!files.has(LoopWorld.GAP)) {
      ArmRobot robot = ArmRobots.of(plan.robot(), ArmRobots.NO_MAP);
      List<String> joints = robot.joints().stream().map(joint -> ownName(joint.name())).toList();
      GapMaker.make(
          GapPlan.builder(plan.family(), plan.level(), plan.seed())
              .joints(joints)
              .trajectories(plan.trajectories(), LOG_SECONDS)
              .build(),
          world.model(),
          files.fresh(LoopWorld.GAP));
      files.finish(LoopWorld.GAP);
      progress.accept("logs of the hidden robot: " + plan.trajectories());
    }
  }

  /** What the folder of a plan is for. */
  static StageFolder.Head<LoopPlan> head(LoopPlan plan) {
    return new StageFolder.Head<>("plan.json", plan, LoopPlan::toString);
  }

  private static String ownName(String name) {
    return name.startsWith(ArmRobot.PREFIX) ? name.substring(ArmRobot.PREFIX.length()) : name;
  }

  /** The score of a policy by name. */
  public static Optional<LoopScore> score(List<LoopScore> scores, String policy) {
    return scores.stream().filter(each -> each.policy().equals(policy)).findFirst();
  }
}
