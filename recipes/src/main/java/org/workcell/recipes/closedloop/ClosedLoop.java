package org.workcell.recipes.closedloop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private final LoopPlan plan;
  private final StageFolder files;
  private final LoopRobot robot;
  private final TaskDefinition task;
  private final Optional<Path> start;
  private final Randomization randomization;
  private final Work work;
  private final PoolOptions workers;
  private final LoopTraining training;

  /**
   * How the work is done; no number depends on it.
   *
   * @param jobs trainings at the same time
   * @param threads of all of them together
   * @param progress gets lines, from several threads
   */
  public record Work(int jobs, int threads, Consumer<String> progress) {

    /** Checks the counts. */
    public Work {
      if (jobs < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "%d jobs on %d threads; expected at least 1 of each".formatted(jobs, threads));
      }
    }

    private PoolOptions pool() {
      return PoolOptions.of(Math.max(1, threads / jobs));
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
    this.robot = LoopRobots.of(plan, task, files, work.threads(), work.progress());
    this.task = task;
    this.randomization = randomization;
    this.work = work;
    this.workers = work.pool();
    this.training = new LoopTraining(plan, files, task, workers, work.progress());
  }

  /**
   * Runs what is left of a loop.
   *
   * @param task the plan's task
   * @param start a policy to begin with; empty where a first one is to be trained
   * @param randomization of the baseline with domain randomization
   * @param folder a new one, or one of the same plan
   * @return scores on the hidden robot, nominal and oracle first
   * @throws IllegalArgumentException if the task's suite has no loops, or the gap does not fit it
   */
  public static List<LoopScore> run(
      LoopPlan plan,
      TaskDefinition task,
      Optional<Path> start,
      Randomization randomization,
      Path folder,
      Work work) {
    StageFolder files = StageFolder.of(folder, head(plan));
    return new ClosedLoop(plan, files, task, start, randomization, work).run();
  }

  private List<LoopScore> run() {
    robot.make();
    start.ifPresentOrElse(
        policy -> training.take(FIRST, policy), () -> training.train(FIRST, robot.nominal()));
    Map<String, PolicyScores> scores = new LinkedHashMap<>();
    ExecutorService jobs = Executors.newFixedThreadPool(work.jobs());
    try {
      Map<String, Supplier<PolicyScores>> waiting = begin(jobs);
      waiting.forEach((name, found) -> scores.put(name, found.get()));
    } finally {
      jobs.shutdown();
    }
    List<LoopScore> all = new ArrayList<>();
    scores.forEach((name, each) -> all.add(LoopScore.of(name, each, scores, plan.seed())));
    files.write("results.json", all);
    return all;
  }

  /** Hands all trainings to the jobs; identification first, because two of them wait for it. */
  private Map<String, Supplier<PolicyScores>> begin(Executor jobs) {
    CompletableFuture<Void> identified =
        CompletableFuture.runAsync(robot::identify, jobs).whenComplete(this::tell);
    Map<String, Supplier<PolicyScores>> scores = new LinkedHashMap<>();
    scores.put(NOMINAL, later(jobs, () -> tune(NOMINAL, robot.nominal())));
    scores.put(ORACLE, later(jobs, () -> tune(ORACLE, robot.hidden())));
    scores.put(NOISE, later(jobs, () -> tune(NOISE, noisy())));
    Supplier<PolicyScores> plain =
        waiting(identified.thenApplyAsync(done -> tune(IDENTIFIED, robot.identified()), jobs));
    CompletableFuture<Optional<PolicyScores>> delta =
        identified.thenApplyAsync(
            done ->
                robot.delta() ? Optional.of(tune(CORRECTED, robot.corrected())) : Optional.empty(),
            jobs);
    scores.put(IDENTIFIED, plain);
    // A refused delta is not used: what is left is the identified model.
    scores.put(CORRECTED, () -> waiting(delta).get().orElseGet(plain));
    scores.put(
        RANDOMIZED,
        later(jobs, () -> tune(RANDOMIZED, robot.nominal().withRandomization(randomization))));
    return scores;
  }

  /** What failed, before trainings that do not need it are done. */
  private void tell(Object found, Throwable failure) {
    if (failure != null) {
      work.progress().accept("failed: " + failure);
    }
  }

  private static Supplier<PolicyScores> later(Executor jobs, Supplier<PolicyScores> job) {
    return waiting(CompletableFuture.supplyAsync(job, jobs));
  }

  private static <T> Supplier<T> waiting(CompletableFuture<T> future) {
    return () -> {
      try {
        return future.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    };
  }

  /** Commands have noise. */
  private EnvironmentOptions noisy() {
    return CommandPathChoice.NONE
        .withFilters(List.of("noise=deviation:" + plan.noise()))
        .applyTo(robot.nominal());
  }

  private PolicyScores tune(String name, EnvironmentOptions behind) {
    return judge(name, training.tune(name, FIRST, behind));
  }

  private PolicyScores judge(String name, Path policy) {
    String file = "scores/" + name + ".json";
    if (!files.has(file)) {
      PolicyScores scores =
          PolicyScores.of(
              policy, new VectorMember(task, robot.hidden()), FIRST_SEED, plan.episodes(), workers);
      files.write(file, scores);
      work.progress()
          .accept(
              "%s on the hidden robot: success_once %.1f %%, return %.4g"
                  .formatted(name, 100 * scores.successRate(), scores.meanReturn()));
    }
    return files.read(file, PolicyScores.class);
  }

  /** What the folder of a plan is for. */
  static StageFolder.Head<LoopPlan> head(LoopPlan plan) {
    return new StageFolder.Head<>("plan.json", plan, LoopPlan::toString);
  }

  /** The score of a policy by name. */
  public static Optional<LoopScore> score(List<LoopScore> scores, String policy) {
    return scores.stream().filter(each -> each.policy().equals(policy)).findFirst();
  }
}
