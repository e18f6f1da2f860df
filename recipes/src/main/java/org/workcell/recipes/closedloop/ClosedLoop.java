package org.workcell.recipes.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
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

  static final String FIRST = "first";
  static final String NOMINAL = "nominal";
  static final String ORACLE = "oracle";
  static final String RANDOMIZED = "randomized";
  static final String NOISE = "noise";
  static final String IDENTIFIED = "identified";
  static final String CORRECTED = "corrected";

  /** Logs of the hidden robot, and the first policy. */
  static final String LOGS = "logs";

  /** Identified numbers, and the delta. */
  static final String MODEL = "model";

  /** Everything that a loop does, in this order. */
  public static final List<String> STAGES =
      List.of(LOGS, MODEL, NOMINAL, ORACLE, NOISE, IDENTIFIED, CORRECTED, RANDOMIZED);

  private final LoopPlan plan;
  private final StageFolder files;
  private final LoopRobot robot;
  private final TaskDefinition task;
  private final Optional<Path> start;
  private final Randomization randomization;
  private final Work work;
  private final LoopTraining training;

  /**
   * What is done now, and how; no number depends on it.
   *
   * @param stages some of {@link #STAGES}; all where it is empty. Processes may do different stages
   *     of a folder at the same time, once {@code logs} is done; {@code identified} and {@code
   *     corrected} need {@code model}, too
   * @param workers that simulate
   * @param progress gets lines
   */
  public record Work(Set<String> stages, PoolOptions workers, Consumer<String> progress) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one of them is no stage
     */
    public Work {
      stages = Set.copyOf(stages);
      for (String stage : stages) {
        if (!STAGES.contains(stage)) {
          throw new IllegalArgumentException(
              "a loop has no stage '%s'; it has %s".formatted(stage, String.join(", ", STAGES)));
        }
      }
    }

    private boolean has(String stage) {
      return stages.isEmpty() || stages.contains(stage);
    }
  }

  private ClosedLoop(
      LoopPlan plan,
      StageFolder files,
      TaskDefinition task,
      Optional<Path> start,
      Randomization randomization,
      Work work) {
    this.start = start;
    this.plan = plan;
    this.files = files;
    this.robot = LoopRobots.of(plan, task, files, work.progress());
    this.task = task;
    this.randomization = randomization;
    this.work = work;
    this.training = new LoopTraining(plan, files, task, work.workers(), work.progress());
  }

  /**
   * Runs what is left of a loop, or of some of its stages.
   *
   * @param task the plan's task
   * @param start a policy to begin with; empty where a first one is to be trained
   * @param randomization of the baseline with domain randomization
   * @param folder a new one, or one of the same plan
   * @return scores on the hidden robot, nominal and oracle first; none while some are missing
   * @throws IllegalArgumentException if the task's suite has no loops, or the gap does not fit it
   */
  public static List<LoopScore> run(
      LoopPlan plan,
      TaskDefinition task,
      Optional<Path> start,
      Randomization randomization,
      Path folder,
      Work work) {
    LoopRobots.requireSuited(plan, task);
    StageFolder files = StageFolder.of(folder, head(plan));
    return new ClosedLoop(plan, files, task, start, randomization, work).run();
  }

  private List<LoopScore> run() {
    robot.make();
    if (!plan.clones()) {
      first();
    }
    if (work.has(MODEL) || work.has(IDENTIFIED) || work.has(CORRECTED)) {
      robot.identify();
    }
    // A refused delta is not used: what is left is the identified model.
    boolean accepted = (work.has(MODEL) || work.has(CORRECTED)) && robot.delta();
    Map<String, Supplier<EnvironmentOptions>> behind = new LinkedHashMap<>();
    behind.put(NOMINAL, robot::nominal);
    behind.put(ORACLE, robot::hidden);
    behind.put(NOISE, this::noisy);
    behind.put(IDENTIFIED, robot::identified);
    behind.put(CORRECTED, robot::corrected);
    behind.put(RANDOMIZED, () -> robot.nominal().withRandomization(randomization));
    behind.forEach(
        (name, environment) -> {
          if (work.has(name) && (accepted || !name.equals(CORRECTED))) {
            judge(name, environment.get());
          }
        });
    return results(behind.keySet());
  }

  private void first() {
    start.ifPresentOrElse(
        policy -> training.take(FIRST, policy), () -> training.train(FIRST, robot.nominal()));
  }

  private List<PolicyRun> runs(String name) {
    return IntStream.rangeClosed(1, plan.policies())
        .mapToObj(number -> new PolicyRun(name, number))
        .toList();
  }

  private List<LoopScore> results(Set<String> names) {
    Map<String, List<PolicyScores>> scores = new LinkedHashMap<>();
    boolean known = files.has(LoopRobot.DELTA + "/" + DeltaFiles.DESCRIPTION);
    for (String name : names) {
      boolean own = !name.equals(CORRECTED) || (known && robot.delta());
      List<String> written =
          runs(own ? name : IDENTIFIED).stream().map(ClosedLoop::scoresFile).toList();
      if (!known || !written.stream().allMatch(files::has)) {
        return List.of();
      }
      scores.put(name, written.stream().map(file -> files.read(file, PolicyScores.class)).toList());
    }
    List<LoopScore> all = new ArrayList<>();
    scores.keySet().forEach(name -> all.add(LoopScore.of(name, scores, plan.seed())));
    files.write("results.json", all);
    return all;
  }

  /** Commands have noise. */
  private EnvironmentOptions noisy() {
    return CommandPathChoice.NONE
        .withFilters(List.of("noise=deviation:" + plan.noise()))
        .applyTo(robot.nominal());
  }

  /** Trains the policies of an environment, and scores them on the hidden robot. */
  private void judge(String name, EnvironmentOptions environment) {
    for (PolicyRun run : runs(name)) {
      Path policy = training.tune(run, FIRST, environment);
      if (!files.has(scoresFile(run))) {
        PolicyScores scores =
            PolicyScores.of(
                policy,
                new VectorMember(task, robot.hidden()),
                FIRST_SEED,
                plan.episodes().count(),
                work.workers());
        files.write(scoresFile(run), scores);
        work.progress()
            .accept(
                "%s on the hidden robot: success_once %.1f %%, return %.4g"
                    .formatted(run.file(), 100 * scores.successRate(), scores.meanReturn()));
      }
    }
  }

  private static String scoresFile(PolicyRun run) {
    return "scores/" + run.file() + ".json";
  }

  /** What the folder of a plan is for. */
  static StageFolder.Head<LoopPlan> head(LoopPlan plan) {
    return new StageFolder.Head<>("plan.json", plan, found -> differences(found, plan));
  }

  /** What another plan says otherwise, by the names of its file. */
  private static String differences(LoopPlan found, LoopPlan plan) {
    List<String> words = new ArrayList<>();
    JsonNode there = Json.mapper().valueToTree(found);
    addDifferences("", there, Json.mapper().valueToTree(plan), words);
    return String.join(", ", words);
  }

  private static void addDifferences(
      String parent, JsonNode there, JsonNode here, List<String> words) {
    if (there.isObject()) {
      there
          .fieldNames()
          .forEachRemaining(
              name ->
                  addDifferences(
                      parent.isEmpty() ? name : parent + "." + name,
                      there.get(name),
                      here.get(name),
                      words));
    } else if (!there.equals(here)) {
      words.add("%s %s (here %s)".formatted(parent, there, here));
    }
  }

  /** The score of a policy by name. */
  public static Optional<LoopScore> score(List<LoopScore> scores, String policy) {
    return scores.stream().filter(each -> each.policy().equals(policy)).findFirst();
  }
}
