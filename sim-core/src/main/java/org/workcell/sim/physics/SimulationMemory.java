package org.workcell.sim.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.wcArray;
import org.workcell.sim.engine.EngineException;

/**
 * The native memory of one simulation: who owns it, who may use it now, and live views of its
 * arrays.
 */
abstract class SimulationMemory implements AutoCloseable {

  /** What callers write and positions do not follow from. */
  private static final Set<String> WITHOUT_POSITIONS =
      Set.of("time", "qvel", "act", "ctrl", "qfrc_applied", "xfrc_applied");

  private final Model scene;
  private final ModelLease sceneLease;
  private final AccessGuard guard = new AccessGuard();
  private final PositionStage positions = new PositionStage();
  private final List<DoubleArray> arrays = new ArrayList<>();
  private Model current;
  private WorkerModel worker;
  private mjData data;

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

  SimulationMemory(Model scene) {
    this.scene = scene;
    this.sceneLease = scene.lease();
    this.current = scene;
    this.data = newData();
    guard.whenClosed(this::free);
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

  private mjData newData() {
    mjData made = null;
    try {
      made = MuJoCo.mj_makeData(sceneLease.handle());
    } finally {
      if (made == null || made.isNull()) {
        sceneLease.close();
      }
    }
    if (made == null || made.isNull()) {
      throw new EngineException(
          "no memory for a simulation of scene %s; close environments or raise the memory limit"
              .formatted(scene.name()));
    }
    return made;
  }

  /** The scene's model, for names and sizes. */
  public Model scene() {
    return scene;
  }

  /** Who may use this simulation now; an environment is inside for the length of its calls. */
  public AccessGuard guard() {
    return guard;
  }

  /** Uses a worker's copy of the scene's model from now on. */
  public void useModel(WorkerModel workerModel) {
    if (workerModel.base() != scene) {
      throw new IllegalArgumentException(
          "a simulation of scene %s cannot use a model of scene %s"
              .formatted(scene.name(), workerModel.base().name()));
    }
    guard.enter(this);
    current = workerModel.model();
    worker = workerModel;
    guard.leave();
  }

  /**
   * A live view of any array of doubles of the state that has a fixed address, by the engine's
   * name, for example {@code qfrc_actuator}.
   */
  public DoubleArray array(String name) {
    enter();
    try (wcArray description = new wcArray()) {
      if (!MuJoCo.wc_dataArray(model(), open(), name, description)) {
        throw new IllegalArgumentException(
            "the simulation state has no array '%s' with a fixed address".formatted(name));
      }
      NativeArray array = new NativeArray(description);
      if (array.doubles() == null) {
        throw new IllegalArgumentException("array '%s' does not hold doubles".formatted(name));
      }
      PositionStage told = WITHOUT_POSITIONS.contains(name) ? null : positions;
      DoubleArray view = new DoubleArray(name, array.columns(), array.doubles(), guard, told);
      arrays.add(view);
      return view;
    } finally {
      leave();
    }
  }

  /** Whether an equality constraint acts; part of the state. */
  public boolean isEqualityActive(int equality) {
    enter();
    try {
      return open().eq_active().get(requireEquality(equality)) != 0;
    } finally {
      leave();
    }
  }

  /** Switches an equality constraint on or off from the next step on. */
  public void setEqualityActive(int equality, boolean active) {
    enterToChange();
    try {
      open().eq_active().put(requireEquality(equality), (byte) (active ? 1 : 0));
    } finally {
      leave();
    }
  }

  private long requireEquality(int equality) {
    return Objects.checkIndex(equality, scene.count(ObjectKind.EQUALITY));
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

  /** The model in use: the scene's, or a worker's copy of it. */
  final Model modelInUse() {
    return current;
  }

  final mjModel model() {
    return current.handle();
  }

  final mjData open() {
    mjData handle = data;
    if (handle == null) {
      throw new IllegalStateException(
          "the simulation of scene %s is closed".formatted(scene.name()));
    }
    return handle;
  }

  /** As {@link #open}, for callers who may change anything. */
  final mjData openToChange() {
    positions.changed();
    return open();
  }

  /** Admits the calling thread to native memory; to be followed by {@link #leave}. */
  final void enter() {
    guard.enter(this);
  }

  /** As {@link #enter}, for what may change positions or what follows from them. */
  final void enterToChange() {
    guard.enter(this);
    positions.changed();
  }

  /** All that follows from positions is up to date. */
  final void positionsComputed() {
    positions.computed(worker);
  }

  /** Whether it still is; it is not from now on. */
  final boolean takePositions() {
    boolean known = positions.isKnown(worker);
    positions.changed();
    return known;
  }

  final void leave() {
    guard.leave();
  }

  @Override
  public String toString() {
    return "the simulation of scene " + scene.name();
  }

  /** Frees what a subclass holds besides. */
  abstract void freeMore();

  private void free() {
    arrays.forEach(DoubleArray::detach);
    mjData closing = data;
    data = null;
    MuJoCo.mj_deleteData(closing);
    freeMore();
    sceneLease.close();
  }

  /**
   * Frees the native state, at once or when the call that is under way in another thread returns;
   * its arrays become empty. Idempotent.
   */
  @Override
  public final void close() {
    guard.close();
  }
}
