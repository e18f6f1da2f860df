package org.workcell.sim2real.excitation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Whether a robot can go through a motion: torques by inverse dynamics, collisions by contacts of
 * its model at positions 10 ms apart. Pairs of geoms that touch at home, such as a base on a floor,
 * are no collisions. Owns a simulation; closing is idempotent. One thread at a time.
 */
final class RobotCheck implements AutoCloseable {

  private static final double RATE_HZ = 100;
  private static final int MOST_CONTACTS = 256;

  private final Model model;
  private final Physics physics;
  private final InverseDynamics dynamics;
  private final List<JointLimits> limits;
  private final Contacts contacts = new Contacts(MOST_CONTACTS);
  private final Set<Long> usual = new HashSet<>();

  RobotCheck(Model model, double[] home, List<JointLimits> limits) {
    this.model = model;
    this.limits = limits;
    this.physics = new Physics(model);
    List<String> joints = limits.stream().map(JointLimits::joint).toList();
    this.dynamics = new InverseDynamics(physics, home, joints);
    double[] start = joints.stream().mapToDouble(j -> home[model.positionAddress(j)]).toArray();
    dynamics.place(start, new double[start.length]);
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      usual.add(pair(i));
    }
  }

  private long pair(int contact) {
    return (long) contacts.geom1(contact) << Integer.SIZE | contacts.geom2(contact);
  }

  InverseDynamics dynamics() {
    return dynamics;
  }

  /** Why the robot cannot go through a motion; empty where it can. */
  String objection(Motion motion) {
    double[][] q = motion.sample(RATE_HZ);
    double[] velocity = new double[motion.joints()];
    double[] acceleration = new double[motion.joints()];
    double[] torque = new double[motion.joints()];
    for (int row = 0; row < q.length; row++) {
      derivatives(q, row, velocity, acceleration);
      dynamics.torques(q[row], velocity, acceleration, torque);
      for (int j = 0; j < torque.length; j++) {
        if (Math.abs(torque[j]) > limits.get(j).torque()) {
          return "joint '%s' needs %.3g of %.3g N m after %.2f s"
              .formatted(limits.get(j).joint(), torque[j], limits.get(j).torque(), row / RATE_HZ);
        }
      }
      String collision = collision();
      if (!collision.isEmpty()) {
        return "%s after %.2f s".formatted(collision, row / RATE_HZ);
      }
    }
    return "";
  }

  private static void derivatives(double[][] q, int row, double[] velocity, double[] acceleration) {
    boolean inside = row > 0 && row + 1 < q.length;
    for (int j = 0; j < velocity.length; j++) {
      velocity[j] = inside ? (q[row + 1][j] - q[row - 1][j]) * RATE_HZ / 2 : 0;
      acceleration[j] =
          inside ? (q[row + 1][j] - 2 * q[row][j] + q[row - 1][j]) * RATE_HZ * RATE_HZ : 0;
    }
  }

  private String collision() {
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.distance(i) < 0 && !usual.contains(pair(i))) {
        List<String> names = model.names(ObjectKind.GEOM);
        return "geom %s touches geom %s"
            .formatted(names.get(contacts.geom1(i)), names.get(contacts.geom2(i)));
      }
    }
    return "";
  }

  @Override
  public void close() {
    physics.close();
  }
}
