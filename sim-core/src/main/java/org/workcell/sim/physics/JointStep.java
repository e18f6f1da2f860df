package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.wcStages;

/**
 * One physics step of joints that another engine moves: what acts on them, and where the result
 * goes. Degrees of freedom are in the order of the model's; positions are those of hinges and
 * slides, so that there are as many. Units are rad, m, N m and N. One thread at a time; allocates
 * nothing.
 */
public final class JointStep {

  private final double seconds;
  private final DoubleArray positions;
  private final DoubleArray velocities;
  private final DoubleArray accelerations;
  private final DoubleArray constraintForces;
  private final DoublePointer memory;
  private final DoublePointer dampingMemory;
  private final DoubleBuffer forces;

  JointStep(Physics physics) {
    this.seconds = physics.scene().timestepSeconds();
    this.positions = physics.qpos();
    this.velocities = physics.qvel();
    this.accelerations = physics.array("qacc");
    this.constraintForces = physics.array("qfrc_constraint");
    this.memory = new DoublePointer(2L * Math.max(1, velocities.size()));
    this.dampingMemory = memory.getPointer(velocities.size());
    this.forces = memory.asBuffer();
  }

  /** Degrees of freedom. */
  public int size() {
    return velocities.size();
  }

  /** Duration of the step, s. */
  public double seconds() {
    return seconds;
  }

  /** Position before the step. */
  public double position(int dof) {
    return positions.get(dof);
  }

  /** Velocity before the step. */
  public double velocity(int dof) {
    return velocities.get(dof);
  }

  /**
   * What actuators, springs, dampers and callers do to a degree of freedom at its velocity before
   * the step; gravity, inertia, dry friction and limits are not in it.
   */
  public double force(int dof) {
    return forces.get(dof);
  }

  /**
   * How much of {@link #force} falls with velocity, N m s/rad or N s/m, as far as the model's
   * integrator takes it implicitly: dampers, and of implicit integrators also servos that are not
   * at their limits.
   */
  public double damping(int dof) {
    return forces.get(velocities.size() + dof);
  }

  /**
   * Sets where a degree of freedom is after the step.
   *
   * @param constraintForce mean force of dry friction and limits during the step
   */
  public void move(int dof, double position, double velocity, double constraintForce) {
    accelerations.set(dof, (velocity - velocities.get(dof)) / seconds);
    positions.set(dof, position);
    velocities.set(dof, velocity);
    constraintForces.set(dof, constraintForce);
  }

  void begin(mjModel model, mjData data, wcStages stages) {
    MuJoCo.wc_beginStep(model, data, stages, memory, dampingMemory);
  }

  void close() {
    memory.close();
  }
}
