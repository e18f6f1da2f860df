package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.wcArray;
import org.workcell.sim.engine.EngineException;

/**
 * The state of one simulation: positions, velocities and everything the engine derives from them.
 * The arrays are live views of native memory with fixed addresses; contacts and constraints move,
 * and are read through methods. Stepping and reading allocate nothing. One thread at a time;
 * closing is idempotent and must come before the model is closed.
 */
public final class Physics implements AutoCloseable {

  private static final int STATE = MuJoCo.mjSTATE_INTEGRATION;
  private static final int WARNING_KINDS = 16;

  private final Model scene;
  private final List<DoubleArray> arrays = new ArrayList<>();
  private Model current;
  private mjData data;
  private DoublePointer stateMemory;
  private final Stepper stepper = new Stepper();
  private final DoubleBuffer state;

  private final DoubleArray time;
  private final DoubleArray qpos;
  private final DoubleArray qvel;
  private final DoubleArray ctrl;
  private final DoubleArray mocapPos;
  private final DoubleArray mocapQuat;
  private final DoubleArray xpos;
  private final DoubleArray xquat;
  private final DoubleArray xmat;
  private final DoubleArray sitePos;
  private final DoubleArray siteMat;
  private final DoubleArray geomPos;
  private final DoubleArray geomMat;

  /** A fresh state at the model's initial positions. */
  public Physics(Model scene) {
    this.scene = scene;
    this.current = scene;
    this.data = MuJoCo.mj_makeData(scene.handle());
    if (data == null || data.isNull()) {
      throw new EngineException(
          "no memory for a simulation of scene %s; close environments or raise the memory limit"
              .formatted(scene.name()));
    }
    int stateSize = MuJoCo.mj_stateSize(model(), STATE);
    this.stateMemory = new DoublePointer(stateSize);
    this.state = stateMemory.asBuffer();
    this.time = array("time");
    this.qpos = array("qpos");
    this.qvel = array("qvel");
    this.ctrl = array("ctrl");
    this.mocapPos = array("mocap_pos");
    this.mocapQuat = array("mocap_quat");
    this.xpos = array("xpos");
    this.xquat = array("xquat");
    this.xmat = array("xmat");
    this.sitePos = array("site_xpos");
    this.siteMat = array("site_xmat");
    this.geomPos = array("geom_xpos");
    this.geomMat = array("geom_xmat");
  }

  /** The scene's model, for names and sizes. */
  public Model scene() {
    return scene;
  }

  /** Uses a worker's copy of the scene's model from now on. */
  public void useModel(WorkerModel workerModel) {
    if (workerModel.base() != scene) {
      throw new IllegalArgumentException(
          "a simulation of scene %s cannot use a model of scene %s"
              .formatted(scene.name(), workerModel.base().name()));
    }
    current = workerModel.model();
  }

  /**
   * A live view of any array of doubles of the state that has a fixed address, by the engine's
   * name, for example {@code qfrc_actuator}.
   */
  public DoubleArray array(String name) {
    try (wcArray description = new wcArray()) {
      if (!MuJoCo.wc_dataArray(model(), open(), name, description)) {
        throw new IllegalArgumentException(
            "the simulation state has no array '%s' with a fixed address".formatted(name));
      }
      NativeArray array = new NativeArray(description);
      if (array.doubles() == null) {
        throw new IllegalArgumentException("array '%s' does not hold doubles".formatted(name));
      }
      DoubleArray view = new DoubleArray(name, array.columns(), array.doubles());
      arrays.add(view);
      return view;
    }
  }

  /** Simulated time, in seconds, at index 0. */
  public DoubleArray time() {
    return time;
  }

  /** Joint positions: radians, metres and quaternions (w, x, y, z). */
  public DoubleArray qpos() {
    return qpos;
  }

  /** Joint velocities. */
  public DoubleArray qvel() {
    return qvel;
  }

  /** Controls of the actuators. */
  public DoubleArray ctrl() {
    return ctrl;
  }

  /** Positions of motion-capture bodies, [mocap][3], metres. */
  public DoubleArray mocapPos() {
    return mocapPos;
  }

  /** Orientations of motion-capture bodies, [mocap][4], quatWxyz. */
  public DoubleArray mocapQuat() {
    return mocapQuat;
  }

  /** World positions of body frames, [body][3], metres. */
  public DoubleArray bodyPos() {
    return xpos;
  }

  /** World orientations of body frames, [body][4], quatWxyz. */
  public DoubleArray bodyQuat() {
    return xquat;
  }

  /** World rotation matrices of body frames, [body][9], row-major. */
  public DoubleArray bodyMat() {
    return xmat;
  }

  /** World positions of sites, [site][3], metres. */
  public DoubleArray sitePos() {
    return sitePos;
  }

  /** World rotation matrices of sites, [site][9], row-major. */
  public DoubleArray siteMat() {
    return siteMat;
  }

  /** World positions of geoms, [geom][3], metres. */
  public DoubleArray geomPos() {
    return geomPos;
  }

  /** World rotation matrices of geoms, [geom][9], row-major. */
  public DoubleArray geomMat() {
    return geomMat;
  }

  /** Back to the model's initial state; clears warnings. */
  public void reset() {
    MuJoCo.mj_resetData(model(), open());
  }

  /**
   * Advances by {@code substeps} physics steps in one native call.
   *
   * @throws EngineException if the engine refuses, for example because its memory is full
   * @throws BadStateException if a position, velocity, acceleration or control became non-finite or
   *     diverged; the engine has then reset the state by itself
   */
  public void step(int substeps) {
    mjModel openModel = model();
    mjData openData = open();
    int badStates;
    try {
      badStates = stepper.step(openModel, openData, substeps);
    } catch (RuntimeException e) {
      throw refused(e);
    }
    if (badStates != 0) {
      throw new BadStateException(
          "the simulation of scene %s diverged (%s); the episode cannot go on, reset it"
              .formatted(scene.name(), warnings().countByName()));
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

  Stepper stepper() {
    return stepper;
  }

  /**
   * Recomputes everything derived from the state, contact forces included; time stands still. With
   * actuator stages, forces are those of the controls of their last step.
   */
  public void forward() {
    mjModel openModel = model();
    mjData openData = open();
    try {
      stepper.forward(openModel, openData);
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  private EngineException refused(RuntimeException nativeError) {
    return new EngineException(
        "the engine refused to simulate scene %s: %s; reset this simulation or close it"
            .formatted(scene.name(), nativeError.getMessage()),
        nativeError);
  }

  /** Recomputes positions and orientations of bodies, sites and geoms only. */
  public void refreshPositions() {
    MuJoCo.mj_kinematics(model(), open());
  }

  /** Recomputes what Jacobians need: positions of bodies and sites, and the axes of joints. */
  public void refreshJacobians() {
    mjModel openModel = model();
    mjData openData = open();
    MuJoCo.mj_kinematics(openModel, openData);
    MuJoCo.mj_comPos(openModel, openData);
  }

  /** Recomputes what a picture shows: bodies, sites, geoms, cameras, lights and tendons. */
  public void refreshView() {
    mjModel openModel = model();
    mjData openData = open();
    MuJoCo.mj_kinematics(openModel, openData);
    MuJoCo.mj_comPos(openModel, openData);
    MuJoCo.mj_camlight(openModel, openData);
    MuJoCo.mj_flex(openModel, openData);
    MuJoCo.mj_tendon(openModel, openData);
  }

  /**
   * Shows what was captured of another simulation of this scene. The model in use must carry the
   * view's edits; velocities and forces have no meaning afterwards.
   */
  public void show(ViewState view) {
    view.show(this);
  }

  /** Copies the contacts of the last position stage into {@code contacts}. */
  public void readContacts(Contacts contacts) {
    contacts.setCount(
        MuJoCo.wc_contacts(
            model(), open(), contacts.geoms(), contacts.values(), contacts.capacity()));
  }

  /** Sum of the normal forces, in newtons, of all contacts between two geoms. */
  public double normalForce(int geom1, int geom2) {
    return MuJoCo.wc_normalForce(model(), open(), geom1, geom2);
  }

  /** Copies the scalar constraints (equalities, limits, contacts) of the last step. */
  public void readConstraints(Constraints constraints) {
    constraints.setCount(
        MuJoCo.wc_constraints(
            open(), constraints.kindsAndIds(), constraints.values(), constraints.capacity()));
  }

  /**
   * Jacobian of a site's world position and orientation, as of the last step, forward pass or
   * {@link #refreshJacobians}.
   *
   * @param position 3 x nv, row-major, metres per unit of velocity; direct memory
   * @param rotation 3 x nv, row-major, radians per unit of velocity; direct memory
   */
  public void siteJacobian(int site, DoubleBuffer position, DoubleBuffer rotation) {
    requireJacobianSize(position);
    requireJacobianSize(rotation);
    MuJoCo.mj_jacSite(model(), open(), position, rotation, site);
  }

  /** Jacobian of a body frame's world position and orientation; see {@link #siteJacobian}. */
  public void bodyJacobian(int body, DoubleBuffer position, DoubleBuffer rotation) {
    requireJacobianSize(position);
    requireJacobianSize(rotation);
    MuJoCo.mj_jacBody(model(), open(), position, rotation, body);
  }

  private void requireJacobianSize(DoubleBuffer jacobian) {
    requireDirect(jacobian, 3 * scene.velocityCount(), "a Jacobian");
  }

  /** Dense inertia matrix, nv x nv, row-major, into direct memory. */
  public void massMatrix(DoubleBuffer result) {
    requireDirect(result, scene.velocityCount() * scene.velocityCount(), "the inertia matrix");
    MuJoCo.wc_fullMassMatrix(model(), open(), result);
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
    requireStateSize(target);
    MuJoCo.mj_getState(model(), open(), stateMemory, STATE);
    state.get(0, target);
  }

  /** Restores a state of {@link #readState} and recomputes what derives from it. */
  public void writeState(double[] source) {
    requireStateSize(source);
    state.put(0, source);
    MuJoCo.mj_resetData(model(), open());
    MuJoCo.mj_setState(model(), data, stateMemory, STATE);
    // Without stages, which know nothing of this state yet.
    MuJoCo.mj_forward(model(), data);
    // A forward pass may move the solver's warm start, which is part of the state.
    MuJoCo.mj_setState(model(), data, stateMemory, STATE);
  }

  private void requireStateSize(double[] values) {
    if (values.length != state.capacity()) {
      throw new IllegalArgumentException(
          "a state of scene %s has %d numbers, not %d; is it of another scene or engine?"
              .formatted(scene.name(), state.capacity(), values.length));
    }
  }

  /** Warnings since the last reset. */
  public WarningCounts warnings() {
    int[] counts = new int[WARNING_KINDS];
    int kinds = MuJoCo.wc_warningCounts(open(), counts, counts.length);
    return WarningCounts.of(counts, kinds);
  }

  /** The native model in use, for the renderer. */
  public mjModel modelHandle() {
    open();
    return model();
  }

  /** The native state, for the renderer. */
  public mjData dataHandle() {
    return open();
  }

  private mjModel model() {
    return current.handle();
  }

  private mjData open() {
    mjData handle = data;
    if (handle == null) {
      throw new IllegalStateException(
          "the simulation of scene %s is closed".formatted(scene.name()));
    }
    return handle;
  }

  /** Frees the native state; its arrays become empty. Idempotent. */
  @Override
  public void close() {
    if (data == null) {
      return;
    }
    arrays.forEach(DoubleArray::detach);
    stepper.close();
    mjData closing = data;
    data = null;
    MuJoCo.mj_deleteData(closing);
    stateMemory.close();
    stateMemory = null;
  }
}
