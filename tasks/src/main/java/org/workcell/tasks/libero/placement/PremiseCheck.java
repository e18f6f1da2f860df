package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.placement.Premise.Finding;
import org.workcell.tasks.libero.placement.Supports.Support;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.GoalAtoms;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Tests a settled scene against the initial atoms of its task. An object is where its atom says if
 * its support bears it (the normal of a contact, or the sum of all of them, points up by more than
 * 30 degrees: a bowl in a ramekin is held by its rim from all sides), if it is inside the region of
 * an {@code in} atom, and if it has moved by at most 2 cm horizontally. Fixtures have to be as
 * open, closed, on or off as the atoms say. Reads the present contacts and poses; once an episode.
 * On the thread of the simulation.
 */
public final class PremiseCheck {

  /** How far an object may be from where it was put, horizontally, metres. */
  public static final double FARTHEST_METRES = 0.02;

  /** Least vertical part of the normal of a contact that bears something. */
  private static final double LEAST_NORMAL_Z = 0.5;

  private static final int USUAL_CONTACTS = 1024;

  private final TaskConfig config;
  private final Physics physics;
  private final List<Support> supports;
  private final GoalAtoms conditions;
  private final Contacts contacts = new Contacts(USUAL_CONTACTS);

  /** For one task, in a simulation of its scene. */
  public PremiseCheck(TaskConfig config, Physics physics) {
    this.config = config;
    this.physics = physics;
    this.supports = Supports.of(config, physics.scene());
    // Atoms that a condition tells all of; bearing is looked at here.
    List<Atom> plain =
        config.init().stream().filter(atom -> !atom.predicate().equals("on")).toList();
    this.conditions = new GoalAtoms(config, plain, physics, Profile.STRICT);
  }

  /**
   * Tests the present state.
   *
   * @param start where the episode put its objects
   */
  public Premise check(InitialState start) {
    physics.readContacts(contacts);
    List<Finding> findings = new ArrayList<>();
    for (Support support : supports) {
      boolean holds = isBorne(support) && isInside(support.atom());
      findings.add(new Finding(support.atom(), holds, drift(support, start)));
    }
    for (int i = 0; i < conditions.count(); i++) {
      if (!conditions.atoms().get(i).isPlacement()) {
        findings.add(new Finding(conditions.atoms().get(i), conditions.holds(i), 0));
      }
    }
    return new Premise(findings);
  }

  private boolean isBorne(Support support) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (int i = 0; i < contacts.size(); i++) {
      int first = contacts.geom1(i);
      int second = contacts.geom2(i);
      boolean above = support.supporting()[first] && support.geoms()[second];
      boolean below = support.supporting()[second] && support.geoms()[first];
      if (above || below) {
        // The normal points from the first geom to the second.
        int sign = above ? 1 : -1;
        if (sign * contacts.normal(i, 2) > LEAST_NORMAL_Z) {
          return true;
        }
        x += sign * contacts.normal(i, 0);
        y += sign * contacts.normal(i, 1);
        z += sign * contacts.normal(i, 2);
      }
    }
    return z > LEAST_NORMAL_Z * Math.sqrt(x * x + y * y + z * z);
  }

  private boolean isInside(Atom atom) {
    int index = conditions.atoms().indexOf(atom);
    return index < 0 || conditions.holds(index);
  }

  private double drift(Support support, InitialState start) {
    int address = config.positionsStart(support.movable());
    DoubleArray positions = physics.qpos();
    return Math.hypot(
        positions.get(address) - start.positions()[address],
        positions.get(address + 1) - start.positions()[address + 1]);
  }
}
