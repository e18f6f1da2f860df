package org.workcell.sim.delta;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Model;

/**
 * A delta in front of environments: what a file holds, and how it is used. Immutable and shared by
 * any number of environments.
 *
 * <p>The delta of an episode is multiplied by a factor that is drawn from the episode's seed (see
 * {@link DeltaOptions}). Nothing else of it is random.
 */
public final class DeltaAction {

  /** Share of a period by which rows of a log may come too early or too late on the mean. */
  private static final double SAME_PERIOD = 0.01;

  /**
   * The folder that a delta was read from, complete, so that a run can keep it.
   *
   * @param folder its name, without the folders that it lies in
   * @param sha256 {@link DeltaModel#sha256} of the model in it
   * @param description text of its {@code delta.json}
   * @param weights its {@code weights.npz} in Base64
   * @param options how it is used, in the words of {@link DeltaOptions#parse}
   * @param useRefused whether it is used although its gate refused it
   */
  public record Source(
      String folder,
      String sha256,
      String description,
      String weights,
      String options,
      boolean useRefused) {}

  private final Optional<Source> source;
  private final DeltaModel model;
  private final DeltaOptions options;

  /**
   * A delta and how it is used.
   *
   * @param source where it comes from; absent where a program made it
   * @throws IllegalArgumentException if the options name a channel that it does not have, or a
   *     drive gain that it does not need, or lack one that it needs
   */
  public DeltaAction(Optional<Source> source, DeltaModel model, DeltaOptions options) {
    this.source = source;
    this.model = options.channels().isEmpty() ? model : model.acting(options.channels());
    this.options = options;
    requireDriveGain();
  }

  private void requireDriveGain() {
    boolean given = options.driveGain().isPresent();
    if (given && model.driveGain().isEmpty()) {
      throw new IllegalArgumentException(
          "option drive_gain is given, and the delta does not depend on a drive gain; leave it"
              + " out");
    }
    DriveGain gain = model.driveGain().orElse(null);
    if (gain != null && !given && gain.low() < gain.high()) {
      throw new IllegalArgumentException(
          "the delta was trained on logs with %s from %s to %s; say what this robot has: --delta-options drive_gain=VALUE (drive_gain in Python)"
              .formatted(gain.constant(), gain.low(), gain.high()));
    }
  }

  /** A delta that a program made, in all episodes. */
  public static DeltaAction of(DeltaModel model) {
    return new DeltaAction(Optional.empty(), model, DeltaOptions.DEFAULT);
  }

  /** Where it comes from. */
  public Optional<Source> source() {
    return source;
  }

  /** The model; of its channels act those that the options name. */
  public DeltaModel model() {
    return model;
  }

  /** How it is used. */
  public DeltaOptions options() {
    return options;
  }

  /** Whether it is a stage of every physics step, and not a filter of commands. */
  public boolean actsOnTorques() {
    return model.kind() == DeltaModel.Kind.TORQUE;
  }

  /**
   * Names everything that its results depend on, in one line, for {@link
   * org.workcell.sim.control.CommandPath}.
   */
  public String identity() {
    return "delta(sha256=%s,%s)".formatted(model.sha256(), options.words());
  }

  /**
   * The filter of one environment; it changes commands before all other filters.
   *
   * @param command what the numbers of a command mean
   * @param scene the model of the environment's scene
   * @param controlPeriodSeconds simulated time between two commands
   * @throws IllegalArgumentException if the delta acts on torques, has another control period, or a
   *     channel that is no component of the command
   */
  public CommandFilter newFilter(CommandSpec command, Model scene, double controlPeriodSeconds) {
    if (actsOnTorques()) {
      throw new IllegalArgumentException("a torque residual is a stage and no command filter");
    }
    double own = model.controlPeriodSeconds();
    if (Math.abs(own - controlPeriodSeconds) > SAME_PERIOD * controlPeriodSeconds) {
      throw new IllegalArgumentException(
          "the delta was trained for a control period of %s s, and this environment has %s s; train one for %s s, or use an environment with the delta's period"
              .formatted(own, controlPeriodSeconds, controlPeriodSeconds));
    }
    return new DeltaFilter(this, new ChannelState(channelNames(), command, scene));
  }

  /**
   * The stage of one environment; it acts before friction and after all else.
   *
   * @param scene the model of the environment's scene
   * @throws IllegalArgumentException if the delta acts on commands, or the scene lacks a joint
   */
  public DeltaTorqueStage newStage(Model scene) {
    if (!actsOnTorques()) {
      throw new IllegalArgumentException("a delta of commands is a filter and no stage");
    }
    return new DeltaTorqueStage(this, scene);
  }

  List<String> channelNames() {
    return model.channels().stream().map(DeltaChannel::name).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeltaAction action && identity().equals(action.identity());
  }

  @Override
  public int hashCode() {
    return identity().hashCode();
  }

  @Override
  public String toString() {
    return identity();
  }
}
