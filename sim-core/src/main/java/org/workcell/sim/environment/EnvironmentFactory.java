package org.workcell.sim.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneFiles;

/**
 * Makes environments and owns their scenes: each scene is loaded once and shared. Thread-safe.
 * Closing it closes the environments it made and then the scenes.
 */
public final class EnvironmentFactory implements AutoCloseable {

  private record SceneKey(AssetPack assets, SceneFiles files, SceneAdditions additions) {}

  private final Map<SceneKey, Scene> scenes = new HashMap<>();
  private final List<Environment> environments = new ArrayList<>();
  private boolean closed;

  /**
   * Makes an environment.
   *
   * @throws IllegalArgumentException if the options do not fit the task
   * @throws org.workcell.sim.physics.ModelException if the scene cannot be loaded
   */
  public synchronized Environment newEnvironment(TaskDefinition task, EnvironmentOptions options) {
    if (closed) {
      throw new IllegalStateException("the environment factory is closed; make a new one");
    }
    TaskOptions taskOptions = TaskOptions.resolve(options.profile(), options.settings(), task);
    Scene scene = scene(task, options);
    EnvironmentSpec spec = spec(task, taskOptions, options, scene);
    Environment environment = new TaskEnvironment(spec, task, scene, options);
    environments.removeIf(made -> ((TaskEnvironment) made).closed());
    environments.add(environment);
    return environment;
  }

  private static EnvironmentSpec spec(
      TaskDefinition task, TaskOptions taskOptions, EnvironmentOptions options, Scene scene) {
    TaskSpec taskSpec = task.spec(taskOptions);
    return new EnvironmentSpec(
        taskSpec,
        taskOptions,
        options.horizon().orElse(taskSpec.horizon()),
        options.ignoresTerminations(),
        Engine.load(),
        scene.assetPack(),
        scene.assetsSha256(),
        options.randomization().identity());
  }

  /** The scene of a task, loaded on first use; owned by this factory. */
  public Scene scene(AssetPack assets, SceneFiles files) {
    return scene(assets, files, SceneAdditions.none());
  }

  /** The scene or variant in which a task runs with these options. */
  public Scene scene(TaskDefinition task, EnvironmentOptions options) {
    AssetPack assets = options.assets();
    return scene(assets, task.scene(), options.randomization().additions(task, assets));
  }

  private synchronized Scene scene(AssetPack assets, SceneFiles files, SceneAdditions additions) {
    SceneKey key = new SceneKey(assets, files, additions);
    Scene scene = scenes.get(key);
    if (scene == null) {
      scene = Scene.load(assets, files, additions);
      scenes.put(key, scene);
    }
    return scene;
  }

  /** Closes all environments and scenes. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    environments.forEach(Environment::close);
    environments.clear();
    scenes.values().forEach(Scene::close);
    scenes.clear();
  }
}
