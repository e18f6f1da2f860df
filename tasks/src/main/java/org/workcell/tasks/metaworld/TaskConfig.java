package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.tasks.common.Box;

/**
 * The fixed facts of one task. Positions are world coordinates in metres.
 *
 * @param name name with version, for example {@code reach-v3}
 * @param rewards its reward formulas
 * @param instruction the task in words
 * @param success the success rule in words
 * @param scene where its scene lies
 * @param handStart where the motion-capture target leads the hand at a reset
 * @param handLimits where the motion-capture target may be
 * @param contexts what the random vector of the task is drawn from
 * @param goals bounds of a visible goal in the observation
 * @param goalMarker the site at the goal
 * @param otherMarks further sites of the scene that mark something of this task: at the goal, or a
 *     point that the task observes
 * @param <I> the inputs of the reward formulas
 */
record TaskConfig<I extends RewardInputs>(
    String name,
    RewardVersions<I> rewards,
    String instruction,
    String success,
    SceneFiles scene,
    double[] handStart,
    Box handLimits,
    Box contexts,
    Box goals,
    MarkerSite goalMarker,
    Marks otherMarks) {

  private static final String BUILTIN_ROOT = "org/workcell/assets/metaworld";

  /**
   * Sites beside the goal marker.
   *
   * @param atGoal those that mark the goal, too
   * @param observed those that mark a point of an object
   */
  record Marks(List<String> atGoal, List<String> observed) {}

  /** A scene by its file names within the builtin and the upstream assets. */
  static SceneFiles scene(String builtinFile, String upstreamFile) {
    return new SceneFiles(BUILTIN_ROOT, "scenes/" + builtinFile, "sawyer_xyz/" + upstreamFile);
  }

  /** The parts of a config, to be named. */
  static <I extends RewardInputs> Builder<I> named(String name, RewardVersions<I> rewards) {
    return new Builder<>(name, rewards);
  }

  /** Sites that mark the goal. */
  Set<String> goalMarks() {
    Set<String> sites = new HashSet<>(otherMarks.atGoal());
    sites.add(goalMarker.name());
    return sites;
  }

  /** All sites that mark something of this task. */
  Set<String> marks() {
    Set<String> sites = goalMarks();
    sites.addAll(otherMarks.observed());
    return sites;
  }

  /** Collects the parts of a {@link TaskConfig}; scene, words and contexts have no defaults. */
  static final class Builder<I extends RewardInputs> {

    private final String name;
    private final RewardVersions<I> rewards;
    private String instruction;
    private String success;
    private SceneFiles scene;
    private double[] handStart = vector(0, 0.6, 0.2);
    private Box handLimits = new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5));
    private Box contexts;
    private Box goals;
    private MarkerSite goalMarker = new MarkerSite("goal", MarkerSite.Placement.RESET);
    private List<String> otherGoalMarks = List.of();
    private List<String> observedMarks = List.of();

    private Builder(String name, RewardVersions<I> rewards) {
      this.name = name;
      this.rewards = rewards;
    }

    /** The task in words. */
    Builder<I> instruction(String words) {
      instruction = words;
      return this;
    }

    /** The success rule in words. */
    Builder<I> success(String words) {
      success = words;
      return this;
    }

    /** The scene by its file names within the builtin and the upstream assets. */
    Builder<I> scene(String builtinFile, String upstreamFile) {
      scene = TaskConfig.scene(builtinFile, upstreamFile);
      return this;
    }

    /** Where the hand starts; (0, 0.6, 0.2) unless given. */
    Builder<I> handStart(double x, double y, double z) {
      handStart = vector(x, y, z);
      return this;
    }

    /** The same in single precision, in which upstream keeps it in many tasks. */
    Builder<I> handStartFloat32(double x, double y, double z) {
      return handStart((float) x, (float) y, (float) z);
    }

    /** Where the hand may go; x -0.5..0.5, y 0.4..1, z 0.05..0.5 unless given. */
    Builder<I> handLimits(double[] low, double[] high) {
      handLimits = new Box(low, high);
      return this;
    }

    /** What the random vector is drawn from. */
    Builder<I> contexts(double[] low, double[] high) {
      contexts = new Box(low, high);
      return this;
    }

    /** Where a visible goal may be; the hand's limits unless given. */
    Builder<I> goals(double[] low, double[] high) {
      goals = new Box(low, high);
      return this;
    }

    /** The site that each reset moves to the goal; {@code goal} unless given. */
    Builder<I> goalMarker(String site) {
      goalMarker = new MarkerSite(site, MarkerSite.Placement.RESET);
      return this;
    }

    /** The site that strict resets move to the goal, and upstream leaves elsewhere. */
    Builder<I> strictGoalMarker(String site) {
      goalMarker = new MarkerSite(site, MarkerSite.Placement.STRICT_RESET);
      return this;
    }

    /** A site that nobody sees, which strict resets make the marker of a scene without one. */
    Builder<I> borrowedGoalMarker(String site) {
      goalMarker = new MarkerSite(site, MarkerSite.Placement.BORROWED);
      return this;
    }

    /** The site that a fixture has at the goal, wherever it stands. */
    Builder<I> goalMarkerOnFixture(String site) {
      goalMarker = new MarkerSite(site, MarkerSite.Placement.FIXTURE);
      return this;
    }

    /** Further sites at the goal. */
    Builder<I> otherGoalMarks(String... sites) {
      otherGoalMarks = List.of(sites);
      return this;
    }

    /** Sites that mark the points that the task observes, or that it starts from. */
    Builder<I> observedMarks(String... sites) {
      observedMarks = List.of(sites);
      return this;
    }

    /** The config. */
    TaskConfig<I> build() {
      return new TaskConfig<>(
          name,
          rewards,
          required(instruction, "instruction"),
          required(success, "success rule"),
          required(scene, "scene"),
          handStart,
          handLimits,
          required(contexts, "box of contexts"),
          goals == null ? handLimits : goals,
          goalMarker,
          new Marks(otherGoalMarks, observedMarks));
    }

    private <T> T required(T part, String what) {
      return Objects.requireNonNull(part, () -> "the config of %s has no %s".formatted(name, what));
    }
  }
}
