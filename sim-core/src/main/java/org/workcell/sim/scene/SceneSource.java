package org.workcell.sim.scene;

/**
 * What a task's scene is made from: one MJCF file ({@link SceneFiles}), or parts that a program
 * composes (with a {@link PartReader}). Immutable. Sources are equal where they give the same
 * scene, so that environments share what is compiled from them.
 */
public interface SceneSource {

  /**
   * Reads the scene out of a pack.
   *
   * @throws org.workcell.sim.physics.ModelException if a file is missing or broken
   */
  SceneContent read(AssetPack assets);
}
