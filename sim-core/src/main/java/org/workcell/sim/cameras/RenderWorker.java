package org.workcell.sim.cameras;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.workcell.sim.concurrent.Threads;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;

/** A thread that draws: it owns one OpenGL context and what has been uploaded to it. */
final class RenderWorker implements Runnable {

  private static final int MAX_TARGETS = 16;

  private final int index;
  private final Set<Model> scenes;
  private final ImageOptions options;
  private final RenderRound round;
  private final Runnable whenDone;
  private final Thread thread;
  private final CompletableFuture<String> opened = new CompletableFuture<>();
  private final Map<Model, SceneRenderer> sceneRenderers = new IdentityHashMap<>();
  private volatile boolean wanted;
  private volatile boolean ending;

  /** The memory of batches that take turns, and little else. */
  private final Map<List<ImageBlock>, SceneRenderer.Target> targets = new IdentityHashMap<>();

  private OpenGlContext context;

  RenderWorker(
      int index, Set<Model> scenes, ImageOptions options, RenderRound round, Runnable whenDone) {
    this.index = index;
    this.scenes = scenes;
    this.options = options;
    this.round = round;
    this.whenDone = whenDone;
    this.thread = new Thread(this, "workcell-render-" + index);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Waits until everything has been uploaded; returns what draws, or throws why nothing does. */
  String awaitOpen() {
    try {
      return opened.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  long threadId() {
    return thread.getId();
  }

  /** Draws its share of the round. */
  void drawRound() {
    wanted = true;
    LockSupport.unpark(thread);
  }

  /** Closes the context, on its own thread; waits for that. */
  void close() {
    ending = true;
    Threads.awaitEnd(thread);
  }

  @Override
  public void run() {
    try (OpenGlContext own = openContext()) {
      context = own;
      try {
        scenes.forEach(this::sceneRenderer);
        opened.complete(own.description());
        drawUntilTheEnd();
      } finally {
        sceneRenderers.values().forEach(SceneRenderer::close);
      }
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  private OpenGlContext openContext() {
    return options.device().isPresent()
        ? OpenGlContext.open(options.device().getAsInt())
        : OpenGlContext.open();
  }

  private void drawUntilTheEnd() {
    while (!ending) {
      if (wanted) {
        wanted = false;
        drawShare();
        whenDone.run();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void drawShare() {
    context.beginTurn();
    try {
      SceneRenderer.Target target = target(round.target());
      for (int job = round.take(index); job >= 0; job = round.take(index)) {
        ViewState view = round.view(job);
        sceneRenderer(view.scene()).render(view, target, round.row(job));
      }
    } catch (RuntimeException | Error e) {
      round.fail(e);
    } finally {
      context.endTurn();
    }
  }

  private SceneRenderer.Target target(List<ImageBlock> blocks) {
    SceneRenderer.Target target = targets.get(blocks);
    if (target == null) {
      if (targets.size() >= MAX_TARGETS) {
        targets.clear();
      }
      target = new SceneRenderer.Target(blocks);
      targets.put(blocks, target);
    }
    return target;
  }

  /** What draws a scene: made at the start, or when a reset brings a task with another scene. */
  private SceneRenderer sceneRenderer(Model scene) {
    SceneRenderer sceneRenderer = sceneRenderers.get(scene);
    if (sceneRenderer == null) {
      closeThoseOfClosedScenes();
      sceneRenderer = new SceneRenderer(context, scene, options);
      sceneRenderers.put(scene, sceneRenderer);
    }
    return sceneRenderer;
  }

  private void closeThoseOfClosedScenes() {
    Iterator<Map.Entry<Model, SceneRenderer>> each = sceneRenderers.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Model, SceneRenderer> entry = each.next();
      if (entry.getKey().isClosed()) {
        entry.getValue().close();
        each.remove();
      }
    }
  }
}
