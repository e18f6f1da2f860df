package org.workcell.sim.scene;

import java.util.Map;

/** The files of a {@link PartRoot} in one pack. Paths are relative to it, with slashes. */
interface PartFolder {

  /**
   * Content of a file.
   *
   * @throws org.workcell.sim.physics.ModelException naming the file if it cannot be read
   */
  byte[] read(String path);

  /** Checksum of a file, in hexadecimal. */
  String sha256(String path);

  /**
   * By which name MJCF refers to a file.
   *
   * @param memory gets the content where the engine would not find it on disk
   */
  String refer(String path, Map<String, byte[]> memory);
}
