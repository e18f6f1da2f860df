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
 * @param gap the hidden robot
 * @param episodes of trainings and of the evaluation
 * @param logs of the hidden robot
 * @param ppo how policies are trained where they are not cloned
 * @param cloning how policies are cloned
 * @param policies trained in each environment, each with demonstrations and a network of its own
 * @param noise standard deviation of the noise on commands of the baseline, in their unit
 */
public record LoopPlan(
    String task,
    Gap gap,
    Episodes episodes,
    Logs logs,
    Ppo ppo,
    Cloning cloning,
    int policies,
    double noise) {

  /**
   * The hidden robot.
   *
   * @param robot one of our own arms; of no effect in other suites than {@code arm}
   * @param family of the gap
   * @param level of the gap
   * @param seed of the hidden robot, its logs, and the networks
   */
  public record Gap(String robot, GapFamily family, GapLevel level, long seed) {

    /** Refuses families that have no closed loop. */
    public Gap {
      if (family == GapFamily.G8 || family == GapFamily.G11) {
        throw new IllegalArgumentException(
            "the gap of G8 is one of contacts with a table of its own, that of G11 one of logs;"
                + " choose another family");
      }
    }
  }

  /**
   * Episodes.
   *
   * @param controlHz actions in a second in suite {@code arm}; others have a rate of their own
   * @param horizon steps of an episode
   * @param count of those on the hidden robot that judge
   */
  public record Episodes(int controlHz, int horizon, int count) {

    /** Checks the counts. */
    public Episodes {
      if (horizon < 1 || count < 2) {
        throw new IllegalArgumentException(
            "%d episodes of %d steps; expected at least 2 of 1".formatted(count, horizon));
      }
    }
  }

  /**
   * Logs of the hidden robot.
   *
   * @param trajectories how many, besides those out of distribution
   * @param seconds length of a log
   */
  public record Logs(int trajectories, double seconds) {

    /** Checks the length. */
    public Logs {
      if (!(seconds > 0)) {
        throw new IllegalArgumentException(
            "logs of %s s; expected a length above 0".formatted(seconds));
      }
    }
  }

  /**
   * Training by PPO.
   *
   * @param start checksum of the policy that is trained further; empty where a first one is trained
   * @param environments side by side; each makes 100 steps in an update
   * @param updates of the first training
   * @param discount of a step
   * @param tuningUpdates of each further training
   * @param tuningRate learning rate of further trainings
   */
  public record Ppo(
      String start,
      int environments,
      int updates,
      double discount,
      int tuningUpdates,
      double tuningRate) {

    /** Checks the counts. */
    public Ppo {
      if (environments < 1 || updates < 1 || tuningUpdates < 1) {
        throw new IllegalArgumentException(
            "%d environments, %d and %d updates; expected at least 1 of each"
                .formatted(environments, updates, tuningUpdates));
      }
      if (!(tuningRate > 0)) {
        throw new IllegalArgumentException(
            "a learning rate of %s; expected one above 0".formatted(tuningRate));
      }
    }
  }

  /**
   * Cloning of the task's expert.
   *
   * @param demonstrations of the expert in each environment; 0 where policies are trained by PPO
   * @param degradations of the expert's actions in demonstrations, in the words of {@code demos
   *     --degrade}; the actions that it asked for are cloned
   */
  public record Cloning(int demonstrations, List<String> degradations) {

    /** Checks the words, and takes a defensive copy. */
    public Cloning {
      degradations = List.copyOf(degradations);
      if (demonstrations < 0 || demonstrations == 1) {
        throw new IllegalArgumentException(
            "%d demonstrations; expected 0 or at least 2".formatted(demonstrations));
      }
      // Refuses names and parameters that nobody knows.
      factories(degradations);
      if (!degradations.isEmpty() && demonstrations == 0) {
        throw new IllegalArgumentException(
            "degradations act on demonstrations, and PPO has none; clone some, or leave them out");
      }
    }

    /** The degradations that are meant, in order. */
    List<DegradationFactory> factories() {
      return factories(degradations);
    }

    private static List<DegradationFactory> factories(List<String> words) {
      return new Recording(OptionalInt.empty(), words).factories();
    }
  }

  /** Checks what the parts say together. */
  public LoopPlan {
    if (policies < 1) {
      throw new IllegalArgumentException(
          "%d policies in each environment; expected at least 1".formatted(policies));
    }
    if (!(noise >= 0)) {
      throw new IllegalArgumentException(
          "noise of %s; expected no negative number".formatted(noise));
    }
    if (cloning.demonstrations() > 0 && !ppo.start().isEmpty()) {
      throw new IllegalArgumentException(
          "a first policy and %d demonstrations; clones begin anew, so leave one of them out"
              .formatted(cloning.demonstrations()));
    }
  }

  /** Whether policies are cloned, and not trained by PPO. */
  boolean clones() {
    return cloning.demonstrations() > 0;
  }

  /** Seed of the hidden robot, its logs, and the networks. */
  public long seed() {
    return gap.seed();
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
          new Gap(robot, family, level, seed),
          new Episodes(controlHz, horizon, episodes),
          new Logs(trajectories, logSeconds),
          new Ppo(start, environments, updates, discount, tuningUpdates, tuningRate),
          new Cloning(demonstrations, degradations),
          policies,
          noise);
    }
  }
}
