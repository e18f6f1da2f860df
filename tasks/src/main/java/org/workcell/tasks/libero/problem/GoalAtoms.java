package org.workcell.tasks.libero.problem;

import java.util.List;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.common.Condition;

/**
 * The atoms of a goal as conditions on one simulation. They read the present arrays, recompute
 * nothing and allocate nothing: after physics steps, poses of bodies and sites and the contact list
 * are those before the last step, and joints those after it, which is when upstream looks, too.
 *
 * <p>In {@code compat} they are upstream's to the bit. {@code strict} differs where upstream is
 * wrong: boxes of sites are boxes in the frame of the site at every rotation; something is on a
 * zone only when it touches the workspace; and a drawer that rests exactly at 0 is closed.
 *
 * <p>On the thread of the simulation.
 */
public final class GoalAtoms {

  private final List<Atom> atoms;
  private final Condition[] conditions;

  /**
   * The goal of a task.
   *
   * @throws IllegalArgumentException if the scene lacks a body or site that the goal names
   */
  public GoalAtoms(TaskConfig config, Physics physics, Profile profile) {
    this(config, config.goal(), physics, profile);
  }

  /** Any atoms of a task, for example those of its initial state. */
  public GoalAtoms(TaskConfig config, List<Atom> atoms, Physics physics, Profile profile) {
    AtomConditions meanings = new AtomConditions(config, physics, profile == Profile.COMPAT);
    this.atoms = List.copyOf(atoms);
    this.conditions = atoms.stream().map(meanings::of).toArray(Condition[]::new);
  }

  /** The atoms, in the order of their index here. */
  public List<Atom> atoms() {
    return atoms;
  }

  /** How many there are. */
  public int count() {
    return conditions.length;
  }

  /** Whether one of them holds now. */
  public boolean holds(int atom) {
    return conditions[atom].holds();
  }

  /** Whether all of them hold now. */
  public boolean all() {
    for (Condition condition : conditions) {
      if (!condition.holds()) {
        return false;
      }
    }
    return true;
  }

  /** The share of them that holds now, 0 to 1. */
  public double progress() {
    int held = 0;
    for (Condition condition : conditions) {
      held += condition.holds() ? 1 : 0;
    }
    return (double) held / conditions.length;
  }
}
