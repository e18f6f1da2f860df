package org.workcell.formats.libero;

import java.util.Optional;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.task.RecordedStates;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/**
 * Where the states of a file are shown and drawn: an environment of the task that the file is
 * about. On one thread.
 */
final class StateStage implements AutoCloseable {

  private final LiberoFile file;
  private final RecordedStates states;
  private final TaskDefinition task;
  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final SimulatedEnvironment environment;
  private final BatchStorage storage;
  private OpenGlContext context;
  private EnvironmentRenderer renderer;
  private ImageBlock drawn;

  /**
   * Opens the file's task.
   *
   * @param images what is drawn; nothing where absent
   * @throws BadInputException if nobody knows the file, or its task is not there
   */
  StateStage(
      LiberoFile file,
      TaskRegistry tasks,
      EnvironmentOptions options,
      Optional<ImageOptions> images) {
    this.file = file;
    this.states = RecordedTasks.of(file);
    String id = states.task(file.attributes()).orElseThrow();
    this.task =
        tasks
            .task(id)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "'%s' is about task '%s', which does not exist here"
                            .formatted(file.path(), id)));
    try {
      this.environment = factory.newEnvironment(task, options);
      this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      if (images.isPresent()) {
        environment.reset(org.workcell.sim.task.ResetOptions.seed(0), storage, 0);
        this.context = OpenGlContext.open();
        this.renderer = new EnvironmentRenderer(context, environment, images.get());
        this.drawn = images.get().newBlocks(1).get(0);
      }
    } catch (IllegalArgumentException | EngineException e) {
      close();
      throw new BadInputException(e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The id of the file's task. */
  String task() {
    return task.id();
  }

  /** Starts the episode in which a demonstration's states are shown. */
  void start(LiberoDemo demo) {
    refusing(
        demo,
        () ->
            environment.reset(
                states.start(environment.spec().task(), demo.attributes(), demo.states().row(0)),
                storage,
                0));
  }

  /** Draws a state of the started episode: the images of all cameras, one after the other. */
  byte[] draw(LiberoDemo demo, int row) {
    refusing(demo, () -> states.show(environment.physics(), demo.states().row(row)));
    renderer.render(environment, drawn, 0);
    byte[] pixels = new byte[drawn.rowBytes()];
    drawn.memory().get(0, pixels);
    return pixels;
  }

  private void refusing(LiberoDemo demo, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException | EngineException e) {
      throw new BadInputException(
          "the states of %s in '%s' cannot be shown: %s"
              .formatted(demo.name(), file.path(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    if (renderer != null) {
      renderer.close();
    }
    if (context != null) {
      context.close();
    }
    factory.close();
  }
}
