package org.workcell.sim.physics;

import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjVFS;
import org.workcell.sim.engine.Engine;

/**
 * Scene files that the engine's loader finds in memory. One thread at a time; closing is
 * idempotent.
 */
public final class VirtualFiles implements AutoCloseable {

  static {
    Engine.load();
  }

  private mjVFS handle = new mjVFS();

  /** An empty set of files. */
  public VirtualFiles() {
    MuJoCo.mj_defaultVFS(handle);
  }

  /** A set of files, by the path under which scenes refer to them. */
  public VirtualFiles(Map<String, byte[]> files) {
    this();
    files.forEach(this::add);
  }

  /** Adds a file; a path can be added once. */
  public void add(String path, byte[] content) {
    ByteBuffer direct = ByteBuffer.allocateDirect(content.length).put(content).flip();
    if (MuJoCo.mj_addBufferVFS(handle(), path, new Pointer(direct), content.length) != 0) {
      throw new ModelException(
          "scene file %s cannot be kept in memory; is there another of that name?".formatted(path));
    }
  }

  /** The native file system, for loaders inside the simulation core. */
  public mjVFS handle() {
    if (handle == null) {
      throw new IllegalStateException("these scene files are closed");
    }
    return handle;
  }

  @Override
  public void close() {
    if (handle != null) {
      MuJoCo.mj_deleteVFS(handle);
      handle.close();
      handle = null;
    }
  }
}
