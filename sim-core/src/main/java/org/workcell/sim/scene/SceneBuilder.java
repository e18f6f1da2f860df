package org.workcell.sim.scene;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.mjSpec;
import org.workcell.mujoco.mjsBody;
import org.workcell.mujoco.mjsElement;
import org.workcell.mujoco.mjsFrame;
import org.workcell.mujoco.mjsJoint;
import org.workcell.sim.engine.MessageBuffer;
import org.workcell.sim.physics.LargeStack;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.physics.SceneNesting;
import org.workcell.sim.physics.VirtualFiles;

/**
 * Builds a scene from MJCF fragments: a base, and bodies attached to it under a prefix of their
 * own. After an error the builder cannot go on, because the engine leaves such a scene
 * uncompilable; make a new one. One thread at a time; closing is idempotent and frees all native
 * memory.
 */
public final class SceneBuilder implements AutoCloseable {

  private static final String WORLD = "world";

  /** Levels of elements of all fragments together; the engine itself gives up at 1024 bodies. */
  private static final int MOST_LEVELS = 1_000;

  private final String name;
  private final VirtualFiles files = new VirtualFiles();
  private final List<mjSpec> fragments = new ArrayList<>();
  private mjSpec spec;
  private int levels;
  private boolean broken;

  private SceneBuilder(String name, mjSpec spec) {
    this.name = name;
    this.spec = spec;
    // Without deep copies a fragment could be attached only once.
    MuJoCo.mjs_setDeepCopy(spec, 1);
  }

  /**
   * Starts from a base scene, for example an arena.
   *
   * @throws ModelException with the engine's explanation if the base is broken
   */
  public static SceneBuilder from(String name, Fragment base) {
    int levels = levels(base);
    SceneBuilder builder = new SceneBuilder(name, parse(base));
    builder.levels = levels;
    builder.addFiles(base);
    return builder;
  }

  private static int levels(Fragment fragment) {
    return SceneNesting.require(fragment.mainFile(), fragment.files());
  }

  private static mjSpec parse(Fragment fragment) {
    try (VirtualFiles memory = new VirtualFiles(fragment.files());
        MessageBuffer message = new MessageBuffer()) {
      mjSpec parsed =
          LargeStack.call(
              () ->
                  MuJoCo.mj_parseXML(
                      fragment.mainFile(),
                      memory.handle(),
                      message.pointer(),
                      MessageBuffer.BYTES));
      if (parsed == null || parsed.isNull()) {
        throw new ModelException(
            "fragment %s is broken: %s".formatted(fragment.mainFile(), message.text()));
      }
      return parsed;
    }
  }

  private void addFiles(Fragment fragment) {
    fragment
        .files()
        .forEach(
            (path, content) -> {
              if (!path.equals(fragment.mainFile())) {
                files.add(path, content);
              }
            });
  }

  /**
   * Attaches the body of a fragment to the world, fixed.
   *
   * @param prefix goes before every name of the fragment; distinct for each attachment
   * @return this builder
   */
  public SceneBuilder attach(Fragment fragment, String prefix, Placement placement) {
    return attachTo(WORLD, fragment, prefix, placement);
  }

  /** Attaches the body of a fragment to a named body, fixed. */
  public SceneBuilder attachTo(
      String parentBody, Fragment fragment, String prefix, Placement placement) {
    attachBody(parentBody, fragment, prefix, placement);
    return this;
  }

  /**
   * Attaches the body of a fragment to the world, free to move; its joint is called {@code prefix +
   * "joint"}.
   */
  public SceneBuilder addFreeObject(Fragment fragment, String prefix, Placement placement) {
    mjsBody body = attachBody(WORLD, fragment, prefix, placement);
    mjsJoint joint = MuJoCo.mjs_addFreeJoint(body);
    if (MuJoCo.mjs_setName(joint.element(), prefix + "joint") != 0) {
      throw fail("the free joint of %s cannot be named".formatted(fragment.mainFile()));
    }
    return this;
  }

  private mjsBody attachBody(
      String parentBody, Fragment fragment, String prefix, Placement placement) {
    mjSpec parent = usable();
    mjsBody anchor = MuJoCo.mjs_findBody(parent, parentBody);
    if (isNull(anchor)) {
      throw fail("there is no body '%s' to attach to".formatted(parentBody));
    }
    requireRoom(levels(fragment));
    mjSpec child = parse(fragment);
    fragments.add(child);
    addFiles(fragment);
    mjsElement body = onlyBody(fragment, child);
    mjsFrame frame = MuJoCo.mjs_addFrame(anchor, null);
    place(frame, placement);
    mjsElement attached =
        LargeStack.call(() -> MuJoCo.mjs_attach(frame.element(), body, prefix, ""));
    if (isNull(attached)) {
      throw fail(
          "%s cannot be attached: %s"
              .formatted(
                  fragment.mainFile(),
                  MessageBuffer.oneLine(MuJoCo.mjs_getError(parent).getString())));
    }
    return MuJoCo.mjs_asBody(attached);
  }

  /** Each fragment may hang below all others. */
  private void requireRoom(int moreLevels) {
    levels += moreLevels;
    if (levels > MOST_LEVELS) {
      throw fail(
          "its fragments together are nested more than %d levels deep; attach fewer or flatter ones"
              .formatted(MOST_LEVELS));
    }
  }

  private mjsElement onlyBody(Fragment fragment, mjSpec child) {
    mjsBody world = MuJoCo.mjs_findBody(child, WORLD);
    mjsElement body = MuJoCo.mjs_firstChild(world, MuJoCo.mjOBJ_BODY, 0);
    if (isNull(body) || !isNull(MuJoCo.mjs_nextChild(world, body, 0))) {
      throw fail(
          "fragment %s must have exactly one body in its world".formatted(fragment.mainFile()));
    }
    return body;
  }

  private static void place(mjsFrame frame, Placement placement) {
    frame.pos(0, placement.position().x());
    frame.pos(1, placement.position().y());
    frame.pos(2, placement.position().z());
    frame.quat(0, placement.rotation().w());
    frame.quat(1, placement.rotation().x());
    frame.quat(2, placement.rotation().y());
    frame.quat(3, placement.rotation().z());
  }

  /**
   * Compiles the scene; the model belongs to the caller.
   *
   * @throws ModelException with the engine's explanation if the parts do not fit together
   */
  public Model compile() {
    mjSpec complete = usable();
    mjModel model;
    try {
      model = LargeStack.call(() -> MuJoCo.mj_compile(complete, files.handle()));
    } catch (RuntimeException e) {
      throw fail(e.getMessage());
    }
    if (isNull(model)) {
      throw fail(MessageBuffer.oneLine(MuJoCo.mjs_getError(complete).getString()));
    }
    return Model.adopt(name, model, "");
  }

  /** The composed scene as MJCF; only after {@link #compile}. */
  public String toXml() {
    mjSpec complete = usable();
    return LargeStack.call(() -> toXml(complete));
  }

  private String toXml(mjSpec complete) {
    try (MessageBuffer message = new MessageBuffer();
        BytePointer probe = new BytePointer(1)) {
      int size =
          MuJoCo.mj_saveXMLString(complete, probe, 1, message.pointer(), MessageBuffer.BYTES);
      if (size <= 0) {
        throw fail("it cannot be written as XML: " + message.text());
      }
      // The engine asks for one byte less than it needs.
      try (BytePointer xml = new BytePointer(size + 1L)) {
        int failed =
            MuJoCo.mj_saveXMLString(
                complete, xml, size + 1, message.pointer(), MessageBuffer.BYTES);
        if (failed != 0) {
          throw fail("it cannot be written as XML: " + message.text());
        }
        return xml.getString().substring(0, size);
      }
    }
  }

  private mjSpec usable() {
    if (spec == null) {
      throw new IllegalStateException("the builder of scene %s is closed".formatted(name));
    }
    if (broken) {
      throw new IllegalStateException(
          "the builder of scene %s failed before; make a new one".formatted(name));
    }
    return spec;
  }

  private ModelException fail(String reason) {
    broken = true;
    return new ModelException("scene %s cannot be built: %s".formatted(name, reason));
  }

  private static boolean isNull(Pointer pointer) {
    return pointer == null || pointer.isNull();
  }

  @Override
  public void close() {
    if (spec == null) {
      return;
    }
    mjSpec closing = spec;
    spec = null;
    LargeStack.call(
        () -> {
          MuJoCo.mj_deleteSpec(closing);
          fragments.forEach(MuJoCo::mj_deleteSpec);
          return null;
        });
    files.close();
  }
}
