package org.workcell.sim2real.forward;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim2real.optimize.Identifiability;
import org.workcell.sim2real.optimize.MultiStart;

/**
 * What is fitted and how. Immutable.
 *
 * @param families among which held-out error chooses; one for no choice
 * @param parts what is fitted
 * @param bodies whose mass, centre or inertia is fitted
 * @param bounds by path; {@code *} in a path stands for any name. They replace the standard ones,
 *     and make a parameter fitted that no part names
 * @param held values by path that stay as they are
 * @param constants what constants of logs set, in the words of {@link
 *     org.workcell.sim2real.model.ConstantBindings}; empty for what the model says
 * @param windowSeconds length of the windows that are fitted
 * @param strideSeconds between their beginnings
 * @param horizonsSeconds at which errors are reported and families compared
 * @param delays grid of delays
 * @param folds groups of files of which one is held out at a time when families are compared
 * @param robustThreshold residuals above this many robust standard deviations count less; infinite
 *     for plain least squares
 * @param multiStart starting points besides the given one, for every family
 * @param maxIterations steps of a search
 * @param identifiableLimit the largest standard deviation of a parameter, as a share of its bounds,
 *     that counts as known; see {@link Identifiability}
 * @param bootstrapReplicates how often trajectories are drawn
 * @param seed of everything that is drawn
 * @param threads that simulate; they change no number
 */
public record ForwardOptions(
    List<ActuatorFamily> families,
    Set<Part> parts,
    List<String> bodies,
    Map<String, Bounds> bounds,
    Map<String, Double> held,
    String constants,
    double windowSeconds,
    double strideSeconds,
    List<Double> horizonsSeconds,
    DelayGrid delays,
    int folds,
    double robustThreshold,
    MultiStart multiStart,
    int maxIterations,
    double identifiableLimit,
    int bootstrapReplicates,
    long seed,
    int threads) {

  /** Takes defensive copies and checks numbers. */
  public ForwardOptions {
    families = List.copyOf(families);
    parts = parts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(parts));
    bodies = List.copyOf(bodies);
    bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
    held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
    horizonsSeconds = List.copyOf(horizonsSeconds);
    if (families.isEmpty() || horizonsSeconds.isEmpty()) {
      throw new IllegalArgumentException("name at least one family and one horizon");
    }
    if (!(windowSeconds > 0) || !(strideSeconds > 0) || folds < 2 || bootstrapReplicates < 0) {
      throw new IllegalArgumentException(
          "windows of %s s every %s s, %d folds, %d replicates; expected positive times and two folds"
              .formatted(windowSeconds, strideSeconds, folds, bootstrapReplicates));
    }
    for (double horizon : horizonsSeconds) {
      if (!(horizon > 0)) {
        throw new IllegalArgumentException(
            "a horizon of %s s; expected above 0".formatted(horizon));
      }
    }
  }

  /** The same without a part. */
  ForwardOptions without(Part part) {
    Set<Part> fewer = EnumSet.noneOf(Part.class);
    fewer.addAll(parts);
    fewer.remove(part);
    return new Builder(this).parts(fewer).build();
  }

  /** The longest horizon, s. */
  double longestHorizon() {
    return Collections.max(horizonsSeconds);
  }

  /** Starts from the standard options: the engine's own servos, without masses. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. */
  public static final class Builder {

    private List<ActuatorFamily> families = List.of(ActuatorFamily.ENGINE);
    private Set<Part> parts =
        EnumSet.of(Part.GAINS, Part.DAMPING, Part.ARMATURE, Part.FRICTION, Part.DELAY);
    private List<String> bodies = List.of();
    private final Map<String, Bounds> bounds = new LinkedHashMap<>();
    private final Map<String, Double> held = new LinkedHashMap<>();
    private String constants = "";
    private double windowSeconds = 0.5;
    private double strideSeconds = 0.5;
    private List<Double> horizonsSeconds = List.of(0.25, 0.5, 1.0);
    private DelayGrid delays = DelayGrid.STANDARD;
    private int folds = 5;
    private double robustThreshold = 5;
    private MultiStart multiStart = MultiStart.NONE;
    private int maxIterations = 40;
    private double identifiableLimit = Identifiability.STANDARD_LIMIT;
    private int bootstrapReplicates = 1000;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder() {}

    private Builder(ForwardOptions from) {
      families = from.families;
      parts = from.parts;
      bodies = from.bodies;
      bounds.putAll(from.bounds);
      held.putAll(from.held);
      constants = from.constants;
      windowSeconds = from.windowSeconds;
      strideSeconds = from.strideSeconds;
      horizonsSeconds = from.horizonsSeconds;
      delays = from.delays;
      folds = from.folds;
      robustThreshold = from.robustThreshold;
      multiStart = from.multiStart;
      maxIterations = from.maxIterations;
      identifiableLimit = from.identifiableLimit;
      bootstrapReplicates = from.bootstrapReplicates;
      seed = from.seed;
      threads = from.threads;
    }

    /** Among which held-out error chooses. */
    public Builder families(List<ActuatorFamily> values) {
      this.families = values;
      return this;
    }

    /** What is fitted. */
    public Builder parts(Set<Part> values) {
      this.parts = values;
      return this;
    }

    /** Bodies whose mass, centre or inertia is fitted. */
    public Builder bodies(List<String> names) {
      this.bodies = names;
      return this;
    }

    /** Bounds of a path, or of all paths that a pattern with {@code *} fits. */
    public Builder bound(String path, double low, double start, double high) {
      bounds.put(path, new Bounds(low, start, high));
      return this;
    }

    /** Holds a parameter. */
    public Builder hold(String path, double value) {
      held.put(path, value);
      return this;
    }

    /** What constants of logs set, instead of what the model says. */
    public Builder constants(String bindings) {
      this.constants = bindings;
      return this;
    }

    /** Length of windows and distance of their beginnings, s. */
    public Builder windows(double lengthSeconds, double apartSeconds) {
      this.windowSeconds = lengthSeconds;
      this.strideSeconds = apartSeconds;
      return this;
    }

    /** Horizons of the errors, s. */
    public Builder horizons(List<Double> seconds) {
      this.horizonsSeconds = seconds;
      return this;
    }

    /** Delays to try. */
    public Builder delays(DelayGrid grid) {
      this.delays = grid;
      return this;
    }

    /** Groups of files for the choice of a family. */
    public Builder folds(int count) {
      this.folds = count;
      return this;
    }

    /** Residuals beyond this many robust standard deviations count less. */
    public Builder robustThreshold(double deviations) {
      this.robustThreshold = deviations;
      return this;
    }

    /** Further starting points. */
    public Builder multiStart(MultiStart value) {
      this.multiStart = value;
      return this;
    }

    /** Steps of a search. */
    public Builder maxIterations(int count) {
      this.maxIterations = count;
      return this;
    }

    /** See {@link ForwardOptions#identifiableLimit}. */
    public Builder identifiableLimit(double share) {
      this.identifiableLimit = share;
      return this;
    }

    /** How often trajectories are drawn. */
    public Builder bootstrapReplicates(int count) {
      this.bootstrapReplicates = count;
      return this;
    }

    /** Seed of everything that is drawn. */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /** Threads that simulate. */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /** The options. */
    public ForwardOptions build() {
      return new ForwardOptions(
          families,
          parts,
          bodies,
          bounds,
          held,
          constants,
          windowSeconds,
          strideSeconds,
          horizonsSeconds,
          delays,
          folds,
          robustThreshold,
          multiStart,
          maxIterations,
          identifiableLimit,
          bootstrapReplicates,
          seed,
          threads);
    }
  }
}
