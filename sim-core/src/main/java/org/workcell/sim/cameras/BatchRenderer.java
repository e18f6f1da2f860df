package org.workcell.sim.cameras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.workcell.sim.concurrent.CompletionSignal;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.GraphicsCard;
import org.workcell.sim.rendering.ImageBlock;

/**
 * Takes images of many environments, on threads of its own, straight into the caller's memory; only
 * of the rows asked for.
 *
 * <p>Each environment's worker notes what an image depends on (positions, model edits), and the
 * render workers draw from these notes, with a model and a simulation of their own. So pixels do
 * not depend on the number of render workers or environments, and no thread looks into a simulation
 * that another may be stepping.
 *
 * <p>Used by one thread. Drawing allocates nothing. Closing is idempotent.
 */
public final class BatchRenderer implements AutoCloseable {

  private final ViewSource source;
  private final ImageOptions options;
  private final RenderWorker[] workers;
  private final RenderRound round;
  private final int[] homes;
  private final boolean oneScene;
  private final AtomicInteger drawing = new AtomicInteger();
  private final CompletionSignal completion = new CompletionSignal(0);
  private final String description;
  private boolean closed;

  /**
   * Makes the contexts and uploads the scenes; costs tens to hundreds of milliseconds for each
   * scene and worker.
   *
   * @throws IllegalArgumentException if a scene lacks a camera
   * @throws org.workcell.sim.rendering.RenderingException if this machine cannot draw, with what to
   *     do
   */
  public BatchRenderer(ViewSource source, ImageOptions options) {
    this.source = source;
    this.options = options;
    source.captureViews();
    List<Model> scenes = scenes();
    scenes.forEach(options::camerasOf);
    this.oneScene = distinct(scenes).size() == 1;
    this.workers = new RenderWorker[threads(options, source.count())];
    this.round = new RenderRound(source.count(), workers.length, oneScene);
    this.homes = homes(scenes, workers.length);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new RenderWorker(i, scenesOf(i, scenes), options, round, this::workerIsDone);
    }
    this.description = startWorkers();
  }

  private static int threads(ImageOptions options, int environments) {
    int most = Math.min(options.workers(), environments);
    return most > 1 && GraphicsCard.draws(options.device()) ? 1 : most;
  }

  private List<Model> scenes() {
    List<Model> scenes = new ArrayList<>();
    for (int i = 0; i < source.count(); i++) {
      scenes.add(source.shown(i).scene());
    }
    return scenes;
  }

  private static Set<Model> distinct(List<Model> scenes) {
    Set<Model> different = Collections.newSetFromMap(new IdentityHashMap<>());
    different.addAll(scenes);
    return different;
  }

  /** Environments of one scene stay together, so that few scenes are uploaded more than once. */
  private static int[] homes(List<Model> scenes, int workers) {
    Map<Model, Integer> numbers = new IdentityHashMap<>();
    scenes.forEach(scene -> numbers.putIfAbsent(scene, numbers.size()));
    int[] byScene =
        IntStream.range(0, scenes.size())
            .boxed()
            .sorted((a, b) -> numbers.get(scenes.get(a)) - numbers.get(scenes.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] homes = new int[byScene.length];
    for (int i = 0; i < homes.length; i++) {
      homes[byScene[i]] = (int) ((long) i * workers / homes.length);
    }
    return homes;
  }

  private Set<Model> scenesOf(int worker, List<Model> scenes) {
    return distinct(
        IntStream.range(0, homes.length)
            .filter(i -> homes[i] == worker)
            .mapToObj(scenes::get)
            .toList());
  }

  private String startWorkers() {
    Arrays.stream(workers).forEach(RenderWorker::start);
    String what = null;
    try {
      for (RenderWorker worker : workers) {
        what = worker.awaitOpen();
      }
      return what;
    } catch (RuntimeException e) {
      Arrays.stream(workers).forEach(RenderWorker::close);
      throw e;
    }
  }

  /** How and by what images are drawn, for example {@code egl, device 0: llvmpipe (...)}. */
  public String description() {
    return description;
  }

  /** Which images are taken. */
  public ImageOptions options() {
    return options;
  }

  /** Ids of the threads that draw, for measurements. */
  public long[] threadIds() {
    return Arrays.stream(workers).mapToLong(RenderWorker::threadId).toArray();
  }

  /** Memory for the images of so many rows, in the order of {@link ImageOptions#blockSpecs}. */
  public List<ImageBlock> newBlocks(int rows) {
    return options.newBlocks(rows);
  }

  /** Draws all rows; row {@code r} shows {@code environments[r]}. */
  public void draw(int[] environments, List<ImageBlock> target) {
    int count = environments.length;
    begin(count, target);
    for (int row = 0; row < count; row++) {
      int environment = environments[row];
      add(source.shown(environment), row, share(environment, row, count), target);
    }
    draw();
  }

  /** Draws some rows, all different; the others keep their images. */
  public void draw(int[] environments, int[] rows, List<ImageBlock> target) {
    requireRows(environments.length, rows);
    begin(environments.length, target);
    for (int i = 0; i < rows.length; i++) {
      int environment = environments[rows[i]];
      add(source.shown(environment), rows[i], share(environment, i, rows.length), target);
    }
    draw();
  }

  /** Draws the last states of the episodes that ended, in the rows that {@code ended} names. */
  public void drawLast(int[] environments, IntPredicate ended, List<ImageBlock> target) {
    int count = environments.length;
    begin(count, target);
    for (int row = 0; row < count; row++) {
      if (ended.test(row)) {
        int environment = environments[row];
        add(source.last(environment), row, share(environment, row, count), target);
      }
    }
    draw();
  }

  private static void requireRows(int count, int[] rows) {
    boolean[] named = new boolean[count];
    for (int row : rows) {
      if (row < 0 || row >= named.length || named[row]) {
        throw new IllegalArgumentException(
            "rows of this batch are 0..%d, each at most once, not %s"
                .formatted(named.length - 1, Arrays.toString(rows)));
      }
      named[row] = true;
    }
  }

  private void begin(int rows, List<ImageBlock> target) {
    if (closed) {
      throw new IllegalStateException("the renderer is closed; open a new one");
    }
    options.requireFit(target, rows);
    round.begin(target);
  }

  /** Which worker draws an environment, the {@code number}-th of {@code count}. */
  private int share(int environment, int number, int count) {
    return oneScene ? (int) ((long) number * workers.length / count) : homes[environment];
  }

  private void add(ViewState view, int row, int share, List<ImageBlock> target) {
    if (view.scene() == null || view.scene().isClosed()) {
      // Nothing has been simulated yet in place of an environment that got stuck, or of another.
      for (int i = 0; i < target.size(); i++) {
        target.get(i).clearRow(row);
      }
      return;
    }
    round.add(view, row, share);
  }

  private void draw() {
    if (round.count() == 0) {
      return;
    }
    round.deal();
    drawing.set(round.wanted());
    for (int i = 0; i < workers.length; i++) {
      if (round.wants(i)) {
        workers[i].drawRound();
      }
    }
    completion.await(drawing, 0);
    if (round.failure() instanceof RuntimeException e) {
      throw e;
    }
    if (round.failure() instanceof Error e) {
      throw e;
    }
  }

  private void workerIsDone() {
    drawing.decrementAndGet();
    completion.moved();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Arrays.stream(workers).forEach(RenderWorker::close);
    }
  }
}
