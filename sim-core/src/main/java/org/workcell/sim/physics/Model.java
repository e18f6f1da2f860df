package org.workcell.sim.physics;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.mjVFS;
import org.workcell.mujoco.wcArray;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.engine.MessageBuffer;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;

/**
 * One compiled native model and its names. Immutable by convention and safe to read from any
 * thread; only {@link WorkerModel} changes its own copy. Its owner closes it once; after that it is
 * refused to new users, and its memory is freed when the last {@link ModelLease} is closed.
 */
public final class Model implements AutoCloseable {

  static {
    Engine.load();
  }

  private final String name;
  private final mjModel memory;
  private final long sizeBytes;
  private final int positionCount;
  private final int velocityCount;
  private final int controlCount;
  private final int mocapCount;
  private TexturePool textures = TexturePool.EMPTY;

  /** The owner, until it closes, and the leases. */
  private int users = 1;

  private volatile boolean closed;

  private Model(String name, mjModel memory) {
    this.name = name;
    this.memory = memory;
    this.sizeBytes = MuJoCo.mj_sizeModel(memory);
    this.positionCount = (int) memory.nq();
    this.velocityCount = (int) memory.nv();
    this.controlCount = (int) memory.nu();
    this.mocapCount = (int) memory.nmocap();
  }

  /**
   * Takes over a model that native code has just compiled.
   *
   * @throws ModelException with {@code error} where the handle is null
   */
  public static Model adopt(String name, mjModel handle, String error) {
    if (handle == null || handle.isNull()) {
      throw new ModelException(
          "scene %s cannot be compiled: %s".formatted(name, error.isBlank() ? "no reason" : error));
    }
    return new Model(name, handle);
  }

  /**
   * Loads an MJCF file as it is, with the files it refers to.
   *
   * @throws ModelException with the engine's explanation if the file is missing or broken, or if
   *     {@link SceneNesting} does not let it pass
   */
  public static Model load(Path mjcf) {
    if (!Files.isRegularFile(mjcf) || !Files.isReadable(mjcf)) {
      throw new ModelException(
          "scene file %s is not a file that can be read; check the path and its permissions"
              .formatted(mjcf));
    }
    SceneNesting.require(mjcf.toString(), Map.of());
    return load(mjcf.getFileName().toString(), mjcf.toString(), null);
  }

  /**
   * Loads an MJCF file out of memory.
   *
   * @param mainFile the key of the scene in {@code files}
   * @param files contents by path; includes and textures are looked up here
   */
  public static Model load(String mainFile, Map<String, byte[]> files) {
    SceneNesting.require(mainFile, files);
    try (VirtualFiles memory = new VirtualFiles(files)) {
      return load(mainFile, mainFile, memory.handle());
    }
  }

  private static Model load(String name, String path, mjVFS vfs) {
    try (MessageBuffer message = new MessageBuffer()) {
      mjModel handle;
      try {
        handle =
            LargeStack.call(
                () -> MuJoCo.mj_loadXML(path, vfs, message.pointer(), MessageBuffer.BYTES));
      } catch (RuntimeException e) {
        throw new ModelException("scene %s cannot be compiled: %s".formatted(name, e.getMessage()));
      }
      return adopt(name, handle, message.text());
    }
  }

  /** An independent copy with its own memory, to be closed on its own. */
  public synchronized Model copy() {
    Model copy = adopt(name, MuJoCo.mj_copyModel((mjModel) null, handle()), "out of memory");
    copy.textures = textures;
    return copy;
  }

  /** Name of the scene, for messages. */
  public String name() {
    return name;
  }

  /** Memory that a copy takes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Number of position coordinates. */
  public int positionCount() {
    return positionCount;
  }

  /** Number of degrees of freedom. */
  public int velocityCount() {
    return velocityCount;
  }

  /** Number of controls. */
  public int controlCount() {
    return controlCount;
  }

  /** Number of motion-capture bodies. */
  public int mocapCount() {
    return mocapCount;
  }

  /** Duration of one physics step. */
  public synchronized double timestepSeconds() {
    return handle().opt().timestep();
  }

  /** Number of objects of a kind. */
  public synchronized int count(ObjectKind kind) {
    return switch (kind) {
      case BODY -> (int) handle().nbody();
      case JOINT -> (int) handle().njnt();
      case GEOM -> (int) handle().ngeom();
      case SITE -> (int) handle().nsite();
      case CAMERA -> (int) handle().ncam();
      case LIGHT -> (int) handle().nlight();
      case MESH -> (int) handle().nmesh();
      case TEXTURE -> (int) handle().ntex();
      case MATERIAL -> (int) handle().nmat();
      case EQUALITY -> (int) handle().neq();
      case TENDON -> (int) handle().ntendon();
      case ACTUATOR -> MuJoCo.wc_actuatorCount(handle());
      case SENSOR -> (int) handle().nsensor();
      case KEYFRAME -> (int) handle().nkey();
    };
  }

  /**
   * Index of a named object; resolve once and keep it.
   *
   * @throws IllegalArgumentException naming the objects that exist
   */
  public synchronized int index(ObjectKind kind, String objectName) {
    int index = MuJoCo.mj_name2id(handle(), kind.engineType(), objectName);
    if (index < 0) {
      throw new IllegalArgumentException(
          "scene %s has no %s '%s'; it has %s"
              .formatted(name, kind.label(), objectName, String.join(", ", names(kind))));
    }
    return index;
  }

  /** Whether a named object exists. */
  public synchronized boolean has(ObjectKind kind, String objectName) {
    return MuJoCo.mj_name2id(handle(), kind.engineType(), objectName) >= 0;
  }

  /** Names of all objects of a kind by index; {@code #i} for those without a name. */
  public synchronized List<String> names(ObjectKind kind) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count(kind); i++) {
      BytePointer text = MuJoCo.mj_id2name(handle(), kind.engineType(), i);
      names.add(text == null || text.isNull() || text.get(0) == 0 ? "#" + i : text.getString());
    }
    return names;
  }

  /** Index of a body. */
  public int body(String bodyName) {
    return index(ObjectKind.BODY, bodyName);
  }

  /** Index of a geom. */
  public int geom(String geomName) {
    return index(ObjectKind.GEOM, geomName);
  }

  /** Index of a site. */
  public int site(String siteName) {
    return index(ObjectKind.SITE, siteName);
  }

  /** Index of a camera. */
  public int camera(String cameraName) {
    return index(ObjectKind.CAMERA, cameraName);
  }

  /** Row of a motion-capture body in {@link Physics#mocapPos()}. */
  public synchronized int mocap(String bodyName) {
    int row = handle().body_mocapid().get(body(bodyName));
    if (row < 0) {
      throw new IllegalArgumentException(
          "body '%s' of scene %s is not a motion-capture body".formatted(bodyName, name));
    }
    return row;
  }

  /** Where the positions of a joint start in {@link Physics#qpos()}. */
  public synchronized int positionAddress(String jointName) {
    return handle().jnt_qposadr().get(index(ObjectKind.JOINT, jointName));
  }

  /** Where the velocities of a joint start in {@link Physics#qvel()}. */
  public synchronized int velocityAddress(String jointName) {
    return handle().jnt_dofadr().get(index(ObjectKind.JOINT, jointName));
  }

  /** Number of bodies whose weight is compensated; the engine compensates none where it is 0. */
  synchronized int bodiesWithGravityCompensation() {
    return (int) handle().ngravcomp();
  }

  /** An element of one of the editable arrays. */
  public synchronized double get(ModelField field, int index) {
    return array(field).get(index);
  }

  /** All values of one of the editable arrays, in a new array. */
  public synchronized double[] values(ModelField field) {
    return values(array(field));
  }

  private static double[] values(NativeArray array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i);
    }
    return values;
  }

  /**
   * All numbers of an array of whole numbers that describes how the scene is built, by the engine's
   * name, for example {@code body_parentid}.
   */
  public int[] structure(String engineName) {
    return Arrays.stream(constants(engineName)).mapToInt(number -> (int) number).toArray();
  }

  /**
   * All numbers of an array that nothing changes after compilation, by the engine's name, for
   * example {@code mesh_vert}, in a new array.
   */
  public synchronized double[] constants(String engineName) {
    return values(array(engineName));
  }

  /** Engine's names of all arrays of the model, for {@link #constants}, in alphabetical order. */
  public synchronized List<String> arrayNames() {
    mjModel open = handle();
    try (wcArray array = new wcArray()) {
      return Arrays.stream(mjModel.class.getMethods())
          .filter(method -> method.getParameterCount() == 0)
          .filter(method -> Pointer.class.isAssignableFrom(method.getReturnType()))
          .map(Method::getName)
          .filter(field -> MuJoCo.wc_modelArray(open, field, array))
          .sorted()
          .toList();
    }
  }

  /**
   * Adds textures that materials can be switched to, by an edit of {@link ModelField#MAT_TEXID};
   * only before the model is shared.
   */
  public void addTextures(TexturePool more) {
    List<TextureImage> all = new ArrayList<>(textures.images());
    all.addAll(more.images());
    textures = new TexturePool(all);
  }

  /** Textures that materials can be switched to, besides those that the model is compiled with. */
  public TexturePool textures() {
    return textures;
  }

  /**
   * The number by which materials refer to one of {@link #textures}.
   *
   * @throws IllegalArgumentException naming the textures that exist
   */
  public int textureId(String textureName) {
    return count(ObjectKind.TEXTURE) + textures.index(textureName);
  }

  /** The file of a mesh, as the scene refers to it; empty if its points are in the scene itself. */
  public synchronized Optional<String> meshFile(int mesh) {
    int start = structure("mesh_pathadr")[mesh];
    if (start < 0) {
      return Optional.empty();
    }
    int[] paths = structure("paths");
    int end = start;
    while (paths[end] != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) paths[start + i];
    }
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  NativeArray array(ModelField field) {
    return array(field.engineName());
  }

  private NativeArray array(String engineName) {
    try (wcArray array = new wcArray()) {
      if (!MuJoCo.wc_modelArray(handle(), engineName, array)) {
        throw new IllegalArgumentException(
            "this engine has no model array '%s'".formatted(engineName));
      }
      return new NativeArray(array);
    }
  }

  /** Keeps the native memory alive for a user that may outlive the owner. */
  public synchronized ModelLease lease() {
    mjModel open = handle();
    users++;
    return new ModelLease(this, open);
  }

  /** Whether the owner has closed this model. */
  public boolean isClosed() {
    return closed;
  }

  synchronized void release() {
    users--;
    if (users == 0) {
      try {
        MuJoCo.mj_deleteModel(memory);
      } catch (RuntimeException e) {
        throw new EngineException("the model of scene %s cannot be freed".formatted(name), e);
      }
    }
  }

  /**
   * The native model, for calls inside the simulation core by those who hold a {@link ModelLease}.
   *
   * @throws IllegalStateException after closing, so that native code never sees a dead pointer
   */
  public mjModel handle() {
    if (closed) {
      throw new IllegalStateException(
          "the model of scene %s is closed; load it again".formatted(name));
    }
    return memory;
  }

  /** Ends the owner's use; memory is freed with the last lease. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      release();
    }
  }
}
