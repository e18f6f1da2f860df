package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.excitation.ExcitationKind;
import org.workcell.sim2real.model.RobotJoint;

/**
 * Commands under which the hand comes down on the table, is pressed on it, slides about and is
 * lifted again. Kinds differ in how it slides; those out of distribution slide further and faster.
 */
final class ContactMotions {

  private static final double LARGER = 1.35;
  private static final double FASTER = 1.5;
  private static final double HEIGHT_METRES = 0.02;
  private static final double COMING_SECONDS = 0.6;

  /** The force with which the hand is pressed, as a share of the weight of what moves. */
  private static final double PRESSED_SHARE = 0.1;

  /** How far it slides, as a share of the reach. */
  private static final double SLIDE_SHARE = 0.05;

  private static final double GRAVITY = 9.81;

  private final GapArm arm;
  private final GapPlan plan;
  private final SeedStreams streams;

  ContactMotions(GapArm arm, GapPlan plan) {
    this.arm = arm;
    this.plan = plan;
    this.streams = new SeedStreams(plan.seed());
  }

  List<GapMotions.Commands> of(String split, int count, double rateHz) {
    List<GapMotions.Commands> all = new ArrayList<>();
    boolean far = split.equals(GapPlan.OUT_OF_DISTRIBUTION);
    try (Physics physics = new Physics(arm.model())) {
      for (int i = 0; i < count; i++) {
        ExcitationKind kind = ExcitationKind.values()[i % ExcitationKind.values().length];
        RandomStream random = streams.stream("excitation/%s/%d".formatted(split, i));
        all.add(
            new GapMotions.Commands(
                split,
                GapMotions.name(split, i),
                "sliding_" + GapMotions.word(kind),
                commands(physics, new Slide(kind, far, random), rateHz)));
      }
    }
    return all;
  }

  private double[][] commands(Physics physics, Slide slide, double rateHz) {
    TipPath path = new TipPath(arm, physics);
    double[] home = arm.home();
    double[] joints =
        arm.joints().stream().mapToDouble(joint -> home[joint.positionAddress()]).toArray();
    double depth =
        PRESSED_SHARE * GRAVITY * arm.movingMass() * path.verticalCompliance(joints, stiffness());
    double[] tip = TipPath.tip(arm.robot(), physics);
    int rows = (int) Math.floor(plan.seconds() * rateHz + 1e-9) + 1;
    double[][] commands = new double[rows][];
    for (int row = 0; row < rows; row++) {
      double time = row / rateHz;
      double down =
          smooth(time / COMING_SECONDS) * smooth((plan.seconds() - time) / COMING_SECONDS);
      double[] place = {
        tip[0] + down * slide.along(time, 0),
        tip[1] + down * slide.along(time, 1),
        tip[2] + HEIGHT_METRES - down * (HEIGHT_METRES + depth)
      };
      path.reach(place, joints);
      commands[row] = joints.clone();
    }
    return commands;
  }

  private static double smooth(double share) {
    double t = Math.max(0, Math.min(1, share));
    return t * t * t * (10 + t * (6 * t - 15));
  }

  private double[] stiffness() {
    double[] stiffness = new double[arm.joints().size()];
    for (int j = 0; j < stiffness.length; j++) {
      RobotJoint joint = arm.joints().get(j);
      boolean stage =
          arm.chainTable().getOrDefault("servo", Map.of()).containsKey(joint.actuatorName());
      stiffness[j] =
          arm.value(
              "actuator:%s/%s".formatted(joint.actuatorName(), stage ? "servo.stiffness" : "kp"));
    }
    return stiffness;
  }

  /** Where the hand is on the table: sums of sines, or points that it goes to. */
  private final class Slide {

    private static final int SINES = 5;

    private final ExcitationKind kind;
    private final double size;
    private final double highestHz;
    private final double[][] phases = new double[2][SINES];
    private final double[][] points = new double[2][1000];
    private final double legSeconds;

    Slide(ExcitationKind kind, boolean far, RandomStream random) {
      this.kind = kind;
      this.size = (far ? LARGER : 1) * SLIDE_SHARE * arm.reach();
      this.highestHz = (far ? FASTER : 1) * plan.highestHz();
      this.legSeconds = (kind == ExcitationKind.STEPS ? 0.4 : 1.0) / (far ? FASTER : 1);
      for (int axis = 0; axis < 2; axis++) {
        for (int k = 0; k < SINES; k++) {
          phases[axis][k] = random.uniform(0, 2 * Math.PI);
        }
        for (int k = 1; k < points[axis].length; k++) {
          points[axis][k] = random.uniform(-1, 1);
        }
      }
    }

    double along(double time, int axis) {
      return size
          * switch (kind) {
            case MULTISINE -> multisine(time, axis);
            case CHIRP -> {
              double slope = highestHz / plan.seconds();
              yield StrictMath.sin(Math.PI * slope * time * time + phases[axis][0]);
            }
            case STEPS, POLICY_LIKE -> points(time, axis);
          };
    }

    private double multisine(double time, int axis) {
      double sum = 0;
      for (int k = 0; k < SINES; k++) {
        double hertz = highestHz * (k + 1) / SINES;
        sum += StrictMath.sin(2 * Math.PI * hertz * time + phases[axis][k]) / (k + 1);
      }
      return sum / 2;
    }

    /** Half of each leg's time it rests. */
    private double points(double time, int axis) {
      int leg = Math.min((int) (time / legSeconds), points[axis].length - 2);
      double share = smooth(2 * (time / legSeconds - leg));
      return points[axis][leg] + share * (points[axis][leg + 1] - points[axis][leg]);
    }
  }
}
