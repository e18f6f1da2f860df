package org.workcell.sim.environment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.StandardColumns;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * Makes environments and owns their scenes: each scene is loaded once and shared, and closed when
 * no environment uses it and memory for scenes is short. Thread-safe. Closing it closes the
 * environments it made and then the scenes; a call that is under way in another thread is finished
 * first.
 */
public final class EnvironmentFactory implements AutoCloseable {

  private static final long SCENE_BYTES = 1L << 30;

  private final SceneCache scenes;
  private final Set<GuardedEnvironment> environments = new LinkedHashSet<>();
  private boolean closed;

  /** A factory that keeps up to 1 GiB of scenes that nobody uses. */
  public EnvironmentFactory() {
    this(SCENE_BYTES);
  }

  /**
   * A factory with a budget.
   *
   * @param sceneBytes memory for compiled scenes beyond which those without users are closed
   */
  public EnvironmentFactory(long sceneBytes) {
    this.scenes = new SceneCache(sceneBytes);
  }

  /**
   * Makes an environment.
   *
   * @param registered the task
   * @throws IllegalArgumentException if the options do not fit the task
   * @throws org.workcell.sim.physics.ModelException if the scene cannot be loaded
   */
  public synchronized SimulatedEnvironment newEnvironment(
      TaskDefinition registered, EnvironmentOptions options) {
    requireOpen();
    TaskOptions taskOptions = taskOptions(registered, options);
    TaskDefinition task = registered.inScene(taskOptions);
    SceneCache.Key key = key(task, options);
    Scene scene = scenes.acquire(key);
    try {
      EnvironmentSpec spec = spec(task, taskOptions, options, scene);
      TaskEnvironment inner = new TaskEnvironment(spec, task, scene, options);
      GuardedEnvironment[] made = new GuardedEnvironment[1];
      made[0] = new GuardedEnvironment(inner, inner.guard(), () -> closed(made[0], key));
      environments.add(made[0]);
      return made[0];
    } catch (RuntimeException e) {
      scenes.release(key);
      throw e;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the environment factory is closed; make a new one");
    }
  }

  private synchronized void closed(GuardedEnvironment environment, SceneCache.Key key) {
    environments.remove(environment);
    scenes.release(key);
    if (closed && environments.isEmpty()) {
      scenes.close();
    }
  }

  /**
   * What the environments of a task look like from outside with these options, without making one.
   *
   * @throws IllegalArgumentException if the options do not fit the task
   */
  public static TaskSpec taskSpec(TaskDefinition task, EnvironmentOptions options) {
    return taskSpec(task, taskOptions(task, options), options);
  }

  private static TaskOptions taskOptions(TaskDefinition task, EnvironmentOptions options) {
    return TaskOptions.resolve(options.profile(), options.settings(), task);
  }

  private static TaskSpec taskSpec(
      TaskDefinition task, TaskOptions taskOptions, EnvironmentOptions options) {
    TaskSpec own = StandardColumns.specOf(task, taskOptions);
    options.actionAdapter().ifPresent(each -> each.requireFits(own.command()));
    BlockSpec action =
        options.actionAdapter().map(each -> each.actionSpace(own.action())).orElse(own.action());
    return own.toBuilder().action(action).build();
  }

  private static EnvironmentSpec spec(
      TaskDefinition task, TaskOptions taskOptions, EnvironmentOptions options, Scene scene) {
    TaskSpec own = taskSpec(task, taskOptions, options);
    return new EnvironmentSpec(
        own,
        taskOptions,
        options.horizon().orElse(own.horizon()),
        options.ignoresTerminations(),
        options.dynamics().map(DynamicsFactory::identity).orElseGet(Engine::load),
        scene.assetPack(),
        scene.assetsSha256(),
        options.commandPath(),
        options.randomization().identity());
  }

  /** The scene of a task, loaded on first use; owned by this factory until it is closed. */
  public synchronized Scene scene(AssetPack assets, SceneSource source) {
    requireOpen();
    return scenes.pin(new SceneCache.Key(assets, source, SceneAdditions.none()));
  }

  /** The scene or variant in which a task runs with these options; see above. */
  public synchronized Scene scene(TaskDefinition task, EnvironmentOptions options) {
    requireOpen();
    return scenes.pin(key(task.inScene(taskOptions(task, options)), options));
  }

  private static SceneCache.Key key(TaskDefinition task, EnvironmentOptions options) {
    AssetPack assets = options.assets();
    SceneAdditions additions = options.randomization().additions(task, assets);
    Map<String, Double> drives = options.actuators().map(ActuatorModel::constants).orElse(Map.of());
    return new SceneCache.Key(
        assets, task.scene(), drives.isEmpty() ? additions : additions.withDrives(drives));
  }

  /** Closes all environments and scenes. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      List.copyOf(environments).forEach(GuardedEnvironment::close);
    } finally {
      if (environments.isEmpty()) {
        scenes.close();
      }
    }
  }
}
