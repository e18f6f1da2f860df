package org.workcell.sim.scene;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.WorkerModel;

/**
 * A loaded scene: its compiled model, shared by all its environments, and where it came from. Safe
 * to share between threads; must be closed after everything made from it.
 */
public final class Scene implements AutoCloseable {

  private final Model model;
  private final String assetPack;
  private final String assetsSha256;

  private Scene(Model model, String assetPack, String assetsSha256) {
    this.model = model;
    this.assetPack = assetPack;
    this.assetsSha256 = assetsSha256;
  }

  /** Loads a scene from a pack. */
  public static Scene load(AssetPack assets, SceneFiles files) {
    return new Scene(assets.load(files), assets.name(), assets.sha256(files));
  }

  /** The compiled model; never changed. */
  public Model model() {
    return model;
  }

  /** A copy for one worker, to be closed by it. */
  public WorkerModel newWorkerModel() {
    return new WorkerModel(model);
  }

  /** {@code builtin} or {@code upstream}. */
  public String assetPack() {
    return assetPack;
  }

  /** Checksum of the files behind this scene. */
  public String assetsSha256() {
    return assetsSha256;
  }

  /** Frees the model. Idempotent. */
  @Override
  public void close() {
    model.close();
  }
}
