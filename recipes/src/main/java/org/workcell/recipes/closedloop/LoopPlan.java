package org.workcell.recipes.closedloop;

import java.util.List;
import java.util.OptionalInt;
import org.workcell.datasets.degradation.DegradationFactory;
import org.workcell.evaluation.Recording;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;

/**
 * What a closed loop is about. Two runs of the same plan give the same numbers on one type of
 * machine.
 *
 * @param task id of a task of suite {@code arm}, {@code kitchen} or {@code metaworld}
 * @param robot one of our own arms; of no effect in other suites
 * @param family of the hidden gap
 * @param level of the hidden gap
 * @param seed of the hidden robot, its logs, and the networks
 * @param controlHz actions in a second in suite {@code arm}; others have a rate of their own
 * @param horizon steps of an episode
 * @param start checksum of the policy that is trained further; empty where a first one is trained
 * @param trajectories of the logs, besides those out of distribution
 * @param logSeconds length of a log
 * @param environments side by side in trainings; each makes 100 steps in an update
 * @param updates of the first training
 * @param discount of a step
 * @param tuningUpdates of each further training
 * @param tuningRate learning rate of further trainings
 * @param demonstrations of the task's expert behind each model, of which policies are cloned; 0
 *     where they are trained by PPO
 * @param degradations of the expert's actions in demonstrations, in the words of {@code demos
 *     --degrade}; the actions that it asked for are cloned
 * @param policies trained in each environment, each with demonstrations and a network of its own
 * @param noise standard deviation of the noise on commands of the baseline, in their unit
 * @param episodes on the hidden robot
 */
public record LoopPlan(
    String task,
    String robot,
    GapFamily family,
    GapLevel level,
    long seed,
    int controlHz,
    int horizon,
    String start,
    int trajectories,
    double logSeconds,
    int environments,
    int updates,
    double discount,
    int tuningUpdates,
    double tuningRate,
    int demonstrations,
    List<String> degradations,
    int policies,
    double noise,
    int episodes) {

  /** Checks the counts, and takes a defensive copy. */
  public LoopPlan {
    degradations = List.copyOf(degradations);
    if (environments < 1 || updates < 1 || tuningUpdates < 1 || episodes < 2 || horizon < 1) {
      throw new IllegalArgumentException(
          "%d environments, %d and %d updates, %d episodes of %d steps; expected at least 1, 1, 1, 2 and 1"
              .formatted(environments, updates, tuningUpdates, episodes, horizon));
    }
    if (policies < 1) {
      throw new IllegalArgumentException(
          "%d policies in each environment; expected at least 1".formatted(policies));
    }
    if (!(logSeconds > 0) || !(tuningRate > 0) || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "logs of %s s, a rate of %s, noise of %s; expected a length and a rate above 0, and no negative noise"
              .formatted(logSeconds, tuningRate, noise));
    }
    if (demonstrations < 0 || demonstrations == 1 || (demonstrations > 0 && !start.isEmpty())) {
      throw new IllegalArgumentException(
          "%d demonstrations; expected 0 or at least 2, and no first policy: clones begin anew"
              .formatted(demonstrations));
    }
    // Refuses names and parameters that nobody knows.
    factories(degradations);
    if (!degradations.isEmpty() && demonstrations == 0) {
      throw new IllegalArgumentException(
          "degradations act on demonstrations, and PPO has none; clone some, or leave them out");
    }
    if (family == GapFamily.G8 || family == GapFamily.G11) {
      throw new IllegalArgumentException(
          "the gap of G8 is one of contacts with a table of its own, that of G11 one of logs;"
              + " choose another family");
    }
  }

  /** The degradations that are meant, in order. */
  List<DegradationFactory> degradationFactories() {
    return factories(degradations);
  }

  private static List<DegradationFactory> factories(List<String> words) {
    return new Recording(OptionalInt.empty(), words).factories();
  }

  /** A plan with usual budgets, to be changed. */
  public static Builder builder(String task) {
    return new Builder(task);
  }

  /** Collects a plan; what is not said is usual. */
  public static final class Builder {

    private final String task;
    private String robot = "builtin:desktop";
    private GapFamily family = GapFamily.G9;
    private GapLevel level = GapLevel.MILD;
    private long seed = 1;
    private int controlHz = 50;
    private int horizon = 150;
    private String start = "";
    private int trajectories = 12;
    private double logSeconds = 6;
    private int environments = 64;
    private int updates = 60;
    private double discount = 0.98;
    private int tuningUpdates = 60;
    private double tuningRate = 3e-4;
    private int demonstrations;
    private List<String> degradations = List.of();
    private int policies = 1;
    private double noise = 0.02;
    private int episodes = 100;

    private Builder(String task) {
      this.task = task;
    }

    /** One of our own arms, for tasks of suite {@code arm}, and its actions in a second. */
    public Builder robot(String name, int actionsHz) {
      robot = name;
      controlHz = actionsHz;
      return this;
    }

    /** The hidden gap, and the seed of everything that is drawn. */
    public Builder gap(GapFamily ofFamily, GapLevel ofLevel, long ofSeed) {
      family = ofFamily;
      level = ofLevel;
      seed = ofSeed;
      return this;
    }

    /** Steps of an episode, and how many episodes judge. */
    public Builder episodes(int steps, int count) {
      horizon = steps;
      episodes = count;
      return this;
    }

    /** Checksum of the policy that is trained further. */
    public Builder start(String sha256) {
      start = sha256;
      return this;
    }

    /** How many logs, and how long each is. */
    public Builder logs(int count, double seconds) {
      trajectories = count;
      logSeconds = seconds;
      return this;
    }

    /** Updates of the first training and of each further one, and the discount of a step. */
    public Builder training(int first, int further, double perStep) {
      updates = first;
      tuningUpdates = further;
      discount = perStep;
      return this;
    }

    /** Environments side by side in trainings. */
    public Builder environments(int count) {
      environments = count;
      return this;
    }

    /** Learning rate of further trainings. */
    public Builder tuningRate(double rate) {
      tuningRate = rate;
      return this;
    }

    /** Clones so many demonstrations of the expert behind each model, in place of PPO. */
    public Builder demonstrations(int count) {
      demonstrations = count;
      return this;
    }

    /** What acts on the expert's actions in demonstrations, in the words of the command line. */
    public Builder degradations(List<String> words) {
      degradations = words;
      return this;
    }

    /** How many policies are trained in each environment, with seeds of their own. */
    public Builder policies(int count) {
      policies = count;
      return this;
    }

    /** Standard deviation of the noise on commands of that baseline, in their unit. */
    public Builder noise(double deviation) {
      noise = deviation;
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException if a number is not possible
     */
    public LoopPlan build() {
      return new LoopPlan(
          task,
          robot,
          family,
          level,
          seed,
          controlHz,
          horizon,
          start,
          trajectories,
          logSeconds,
          environments,
          updates,
          discount,
          tuningUpdates,
          tuningRate,
          demonstrations,
          degradations,
          policies,
          noise,
          episodes);
    }
  }
}
