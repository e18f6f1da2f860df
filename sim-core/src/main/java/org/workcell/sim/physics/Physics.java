package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;
import org.workcell.sim.engine.EngineException;

/**
 * The state of one simulation: positions, velocities and everything the engine derives from them.
 * The arrays are live views of native memory with fixed addresses; contacts and constraints move,
 * and are read through methods. Stepping and reading allocate nothing. One thread at a time: a
 * second one is refused, at the live views, too, and a close waits for the call that is under way.
 * Closing is idempotent.
 */
public final class Physics extends SimulationMemory {

  private static final int STATE = MuJoCo.mjSTATE_INTEGRATION;
  private static final int WARNING_KINDS = 16;

  private DoublePointer stateMemory;
  private final Stepper stepper = new Stepper();
  private final DoubleBuffer state;

  /** A fresh state at the model's initial positions. */
  public Physics(Model scene) {
    super(scene);
    this.stateMemory = new DoublePointer(MuJoCo.mj_stateSize(model(), STATE));
    this.state = stateMemory.asBuffer();
  }

  /** Back to the model's initial state; clears warnings. */
  public void reset() {
    enterToChange();
    try {
      MuJoCo.mj_resetData(model(), open());
    } finally {
      leave();
    }
  }

  /**
   * Advances by {@code substeps} physics steps in one native call.
   *
   * @throws EngineException if the engine refuses, for example because its memory is full
   * @throws BadStateException if a position, velocity, acceleration or control became non-finite or
   *     diverged; the engine has then reset the state by itself
   */
  public void step(int substeps) {
    enter();
    try {
      mjModel openModel = model();
      mjData openData = open();
      boolean known = takePositions();
      int badStates;
      try {
        badStates = stepper.step(openModel, openData, substeps, known);
      } catch (RuntimeException e) {
        throw refused(e);
      }
      if (badStates != 0) {
        throw new BadStateException(
            "the simulation of scene %s diverged (%s); the episode cannot go on, reset it"
                .formatted(scene().name(), warnings().countByName()));
      }
    } finally {
      leave();
    }
  }

  /**
   * Keeps a copy of some arrays from the middle of every {@link #step}.
   *
   * @param substep after which physics step of a call, counted from 1
   * @param names the arrays, as in {@link #array}
   * @throws IllegalStateException if there is a sample already
   */
  public StepSample sampleAfter(int substep, String... names) {
    return stepper.sample(this, substep, List.of(names));
  }

  /**
   * Lets another engine move the joints from now on; {@link #step} then works out forces and leaves
   * the motion to it.
   *
   * @param engine makes the dynamics for the model in use as it is now; changes of the model later
   *     reach actuators and readings only. Use it again to tell the engine of them.
   * @throws IllegalArgumentException if the model has what the engine lacks
   * @throws IllegalStateException if the simulation is sampled
   */
  public void useDynamics(DynamicsFactory engine) {
    enterToChange();
    try {
      stepper.use(this, engine.newDynamics(modelInUse()));
    } finally {
      leave();
    }
  }

  Stepper stepper() {
    return stepper;
  }

  /**
   * Recomputes everything derived from the state, contact forces included; time stands still. With
   * actuator stages, forces are those of the controls of their last step.
   */
  public void forward() {
    enterToChange();
    try {
      mjModel openModel = model();
      mjData openData = open();
      try {
        stepper.forward(openModel, openData);
      } catch (RuntimeException e) {
        throw refused(e);
      }
    } finally {
      leave();
    }
  }

  /** For a state that the stages know nothing of yet. */
  private void forwardWithoutStages() {
    try {
      MuJoCo.mj_forward(model(), open());
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  EngineException refused(RuntimeException nativeError) {
    return new EngineException(
        "the engine refused to simulate scene %s: %s; reset this simulation or close it"
            .formatted(scene().name(), nativeError.getMessage()),
        nativeError);
  }

  /** Recomputes positions and orientations of bodies, sites and geoms only. */
  public void refreshPositions() {
    enterToChange();
    try {
      MuJoCo.mj_kinematics(model(), open());
    } finally {
      leave();
    }
  }

  /**
   * Recomputes all that follows from positions alone, contacts included, and no velocities or
   * forces: what whoever looks for a place without contact asks again and again.
   */
  public void refreshContacts() {
    enterToChange();
    try {
      mjModel openModel = model();
      mjData openData = open();
      try {
        MuJoCo.mj_fwdPosition(openModel, openData);
        positionsComputed();
      } catch (RuntimeException e) {
        throw refused(e);
      }
    } finally {
      leave();
    }
  }

  /** Recomputes what Jacobians need: positions of bodies and sites, and the axes of joints. */
  public void refreshJacobians() {
    enterToChange();
    try {
      mjModel openModel = model();
      mjData openData = open();
      MuJoCo.mj_kinematics(openModel, openData);
      MuJoCo.mj_comPos(openModel, openData);
    } finally {
      leave();
    }
  }

  /** Recomputes what an image shows: bodies, sites, geoms, cameras, lights and tendons. */
  public void refreshView() {
    enterToChange();
    try {
      mjModel openModel = model();
      mjData openData = open();
      MuJoCo.mj_kinematics(openModel, openData);
      MuJoCo.mj_comPos(openModel, openData);
      MuJoCo.mj_camlight(openModel, openData);
      MuJoCo.mj_flex(openModel, openData);
      MuJoCo.mj_tendon(openModel, openData);
    } finally {
      leave();
    }
  }

  /**
   * Shows what was captured of another simulation of this scene. The model in use must carry the
   * view's edits; velocities and forces have no meaning afterwards.
   */
  public void show(ViewState view) {
    enterToChange();
    try {
      view.show(this);
    } finally {
      leave();
    }
  }

  /** Copies the contacts of the last position stage into {@code contacts}. */
  public void readContacts(Contacts contacts) {
    enter();
    try {
      contacts.setCount(
          MuJoCo.wc_contacts(
              model(), open(), contacts.geoms(), contacts.values(), contacts.capacity()));
    } finally {
      leave();
    }
  }

  /** Sum of the normal forces, in newtons, of all contacts between two geoms. */
  public double normalForce(int geom1, int geom2) {
    enter();
    try {
      return MuJoCo.wc_normalForce(model(), open(), geom1, geom2);
    } finally {
      leave();
    }
  }

  /** Copies the scalar constraints (equalities, limits, contacts) of the last step. */
  public void readConstraints(Constraints constraints) {
    enter();
    try {
      constraints.setCount(
          MuJoCo.wc_constraints(
              open(), constraints.kindsAndIds(), constraints.values(), constraints.capacity()));
    } finally {
      leave();
    }
  }

  /**
   * Jacobian of a site's world position and orientation, as of the last step, forward pass or
   * {@link #refreshJacobians}.
   *
   * @param position 3 x nv, row-major, metres per unit of velocity; direct memory
   * @param rotation 3 x nv, row-major, radians per unit of velocity; direct memory
   */
  public void siteJacobian(int site, DoubleBuffer position, DoubleBuffer rotation) {
    enter();
    try {
      requireIndex("site", site, sitePos().size() / 3);
      requireJacobianSize(position);
      requireJacobianSize(rotation);
      MuJoCo.mj_jacSite(model(), open(), position, rotation, site);
    } finally {
      leave();
    }
  }

  /** Jacobian of a body frame's world position and orientation; see {@link #siteJacobian}. */
  public void bodyJacobian(int body, DoubleBuffer position, DoubleBuffer rotation) {
    enter();
    try {
      requireIndex("body", body, bodyPos().size() / 3);
      requireJacobianSize(position);
      requireJacobianSize(rotation);
      MuJoCo.mj_jacBody(model(), open(), position, rotation, body);
    } finally {
      leave();
    }
  }

  void requireIndex(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "scene %s has no %s %d; it has %d, counted from 0"
              .formatted(scene().name(), what, index, count));
    }
  }

  private void requireJacobianSize(DoubleBuffer jacobian) {
    requireDirect(jacobian, 3 * scene().velocityCount(), "a Jacobian");
  }

  /** Dense inertia matrix, nv x nv, row-major, into direct memory. */
  public void massMatrix(DoubleBuffer result) {
    enter();
    try {
      requireDirect(
          result, scene().velocityCount() * scene().velocityCount(), "the inertia matrix");
      MuJoCo.wc_fullMassMatrix(model(), open(), result);
    } finally {
      leave();
    }
  }

  private static void requireDirect(DoubleBuffer buffer, int elements, String what) {
    if (!buffer.isDirect() || buffer.remaining() < elements) {
      throw new IllegalArgumentException(
          "%s needs direct memory for %d doubles, not %s".formatted(what, elements, buffer));
    }
  }

  /** Number of doubles in {@link #readState}. */
  public int stateSize() {
    return state.capacity();
  }

  /** Copies the full state: everything that determines how the simulation goes on, to the bit. */
  public void readState(double[] target) {
    enter();
    try {
      requireStateSize(target);
      MuJoCo.mj_getState(model(), open(), stateMemory, STATE);
      state.get(0, target);
    } finally {
      leave();
    }
  }

  /** Restores a state of {@link #readState} and recomputes what derives from it. */
  public void writeState(double[] source) {
    enterToChange();
    try {
      requireStateSize(source);
      state.put(0, source);
      MuJoCo.mj_resetData(model(), open());
      MuJoCo.mj_setState(model(), open(), stateMemory, STATE);
      forwardWithoutStages();
      // A forward pass may move the solver's warm start, which is part of the state.
      MuJoCo.mj_setState(model(), open(), stateMemory, STATE);
    } finally {
      leave();
    }
  }

  private void requireStateSize(double[] values) {
    if (values.length != state.capacity()) {
      throw new IllegalArgumentException(
          "a state of scene %s has %d numbers, not %d; is it of another scene or engine?"
              .formatted(scene().name(), state.capacity(), values.length));
    }
  }

  /**
   * Checks whether a state can be restored, without changing anything.
   *
   * @throws IllegalArgumentException if it is of another size, not finite, or diverged so far that
   *     the engine would not go on from it
   */
  public void requireValidState(double[] values) {
    requireStateSize(values);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "number %d of a state of scene %s is %s; expected a finite one"
                .formatted(i, scene().name(), values[i]));
      }
    }
  }

  /** Warnings since the last reset. */
  public WarningCounts warnings() {
    enter();
    try {
      int[] counts = new int[WARNING_KINDS];
      int kinds = MuJoCo.wc_warningCounts(open(), counts, counts.length);
      return WarningCounts.of(counts, kinds);
    } finally {
      leave();
    }
  }

  /** The native model in use, for the renderer, which is inside {@link #guard} meanwhile. */
  public mjModel modelHandle() {
    openToChange();
    return model();
  }

  /** The native state, for the renderer; see {@link #modelHandle}. */
  public mjData dataHandle() {
    return openToChange();
  }

  @Override
  void freeMore() {
    stepper.close();
    stateMemory.close();
    stateMemory = null;
  }
}
