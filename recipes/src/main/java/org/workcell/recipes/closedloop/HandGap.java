package org.workcell.recipes.closedloop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;

/**
 * What happens to the commands of a hand that is moved as a whole.
 *
 * @param delaySeconds of every way that it is sent
 * @param deadBand half the width of the dead band, m a step
 * @param gain on ways
 * @param damping factor on the damping of the arm's joints
 */
record HandGap(double delaySeconds, double deadBand, double gain, double damping) {

  static final HandGap NONE = new HandGap(0, 0, 1, 1);

  private static final int JOINTS = 7;

  /** Damping of a joint of the arm in the scene, N m s/rad. */
  private static final double JOINT_DAMPING = 10;

  /**
   * Draws a gap, uniformly.
   *
   * @throws IllegalArgumentException if a hand has no such family
   */
  static HandGap draw(GapFamily family, GapLevel level, long seed) {
    RandomStream random = new SeedStreams(seed).stream("hand-gap");
    boolean mild = level == GapLevel.MILD;
    double delay = mild ? random.uniform(0.02, 0.05) : random.uniform(0.05, 0.10);
    double band = mild ? random.uniform(0.0005, 0.0015) : random.uniform(0.0015, 0.0030);
    double gain = mild ? random.uniform(0.75, 0.90) : random.uniform(0.50, 0.75);
    double damping = mild ? random.uniform(3, 6) : random.uniform(6, 12);
    return switch (family) {
      case G0 -> NONE;
      case G2 -> new HandGap(0, 0, gain, 1);
      case G5 -> new HandGap(0, band, 1, 1);
      case G6 -> new HandGap(delay, 0, 1, 1);
      case G9 -> new HandGap(delay, band, gain, damping);
      default ->
          throw new IllegalArgumentException(
              "a hand that is moved as a whole has no gap of %s; choose G0, G2 (gain), G5 (dead band), G6 (delay) or G9 (all, and the arm's damping)"
                  .formatted(family));
    };
  }

  /** The environment of a hand with this gap. */
  EnvironmentOptions behind(EnvironmentOptions plain) {
    if (equals(NONE)) {
      return plain;
    }
    EnvironmentOptions filtered = CommandPathChoice.NONE.withFilters(filters()).applyTo(plain);
    if (damping == 1) {
      return filtered;
    }
    Map<String, Double> constants = new TreeMap<>();
    for (int joint = 0; joint < JOINTS; joint++) {
      constants.put("joint:right_j%d/damping".formatted(joint), damping * JOINT_DAMPING);
    }
    return filtered.withActuators(
        new ActuatorModel(Optional.empty(), ActuatorChain.of(List.of()), constants));
  }

  /** In the words of the command line; a filter of the command alone would say the same. */
  List<String> filters() {
    return List.of(
        "delay=delay_seconds:%s,on:hand_target_x+hand_target_y+hand_target_z"
            .formatted(delaySeconds),
        "dead-band=half_width:" + deadBand,
        "gain=gain:" + gain);
  }
}
