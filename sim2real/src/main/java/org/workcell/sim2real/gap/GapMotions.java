package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.excitation.ExcitationDesigner;
import org.workcell.sim2real.excitation.ExcitationKind;
import org.workcell.sim2real.excitation.JointLimits;

/**
 * The commands of all trajectories. Kinds of motions take turns; those out of distribution are
 * larger by 1.35 and faster by 1.5.
 */
final class GapMotions {

  private static final double LARGER = 1.35;
  private static final double FASTER = 1.5;

  /** Share of the limits that motions of the distribution use, so that others can be faster. */
  private static final double USED = 0.6;

  /**
   * Commands of one trajectory.
   *
   * @param split the folder that it belongs to
   * @param name of its log
   * @param kind of motion, in lower case
   * @param commands [cycle][joint]
   */
  record Commands(String split, String name, String kind, double[][] commands) {}

  private final GapArm arm;
  private final GapPlan plan;
  private final SeedStreams streams;

  GapMotions(GapArm arm, GapPlan plan) {
    this.arm = arm;
    this.plan = plan;
    this.streams = new SeedStreams(plan.seed());
  }

  /** Those of a split, in order. */
  List<Commands> of(String split, int count, double rateHz) {
    List<JointLimits> limits =
        JointLimits.of(
            arm.model(), arm.jointNames(), plan.velocityLimit(), plan.accelerationLimit());
    boolean far = split.equals(GapPlan.OUT_OF_DISTRIBUTION);
    if (!far) {
      limits = limits.stream().map(limit -> limit.slower(USED)).toList();
    }
    ExcitationDesigner.Shape shape =
        new ExcitationDesigner.Shape(
            plan.seconds(),
            (far ? LARGER : 1) * plan.amplitude(),
            (far ? FASTER : 1) * plan.highestHz());
    shape.requireSampledAt(rateHz);
    List<Commands> all = new ArrayList<>();
    try (ExcitationDesigner designer = new ExcitationDesigner(arm.model(), arm.home(), limits)) {
      for (int i = 0; i < count; i++) {
        ExcitationKind kind = ExcitationKind.values()[i % ExcitationKind.values().length];
        String stream = "excitation/%s/%d".formatted(split, i);
        double[][] commands = designer.draw(kind, shape, streams.stream(stream)).sample(rateHz);
        all.add(new Commands(split, name(split, i), word(kind), commands));
      }
    }
    return all;
  }

  static String name(String split, int number) {
    return "%s_%02d".formatted(split, number);
  }

  static String word(ExcitationKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
