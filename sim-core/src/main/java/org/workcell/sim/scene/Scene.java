package org.workcell.sim.scene;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.workcell.sim.physics.FrameFlags;
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
  private final FrameFlags frameFlags;
  private final Map<String, double[]> settledStates = new ConcurrentHashMap<>();

  private Scene(Model model, String assetPack, String assetsSha256) {
    this.model = model;
    this.frameFlags = new FrameFlags(model);
    this.assetPack = assetPack;
    this.assetsSha256 = assetsSha256;
  }

  /** Loads a scene from a pack. */
  public static Scene load(AssetPack assets, SceneSource source) {
    return load(assets, source, SceneAdditions.none());
  }

  /** Loads a variant of a scene. */
  public static Scene load(AssetPack assets, SceneSource source, SceneAdditions additions) {
    SceneContent content = source.read(assets);
    Model model = content.compile(additions);
    try {
      additions.completeModel(model);
      return new Scene(model, assets.name(), additions.sha256(content.sha256()));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The compiled model; never changed. */
  public Model model() {
    return model;
  }

  /** The shortcuts that the model was compiled with. */
  public FrameFlags frameFlags() {
    return frameFlags;
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

  /**
   * A state that simulations of this scene start from, worked out by the first that needs it.
   * Thread-safe.
   *
   * @param key names the state within the scene
   * @param settle gives the state; must depend on nothing but the scene and the key
   */
  public double[] settledState(String key, Supplier<double[]> settle) {
    double[] state = settledStates.get(key);
    if (state == null) {
      state = settle.get();
      settledStates.put(key, state);
    }
    return state;
  }

  /** Frees the model. Idempotent. */
  @Override
  public void close() {
    model.close();
  }
}
