package org.workcell.sim.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;

/**
 * Takes pictures of a vector's environments, on threads of its own, straight into the caller's
 * memory; only when asked, and only of the rows asked for. A vector without a renderer pays nothing
 * for pictures.
 *
 * <p>Each environment's worker notes what a picture depends on (positions, model edits), and the
 * render workers draw from these notes, with a model and a simulation of their own. So pixels do
 * not depend on the number of render workers or environments, and no thread looks into a simulation
 * that another may be stepping.
 *
 * <p>Used by the vector's thread. Drawing allocates nothing. Closing is idempotent, and comes
 * before or after that of the vector.
 */
public final class VectorRenderer implements AutoCloseable {

  private final VectorCore core;
  private final Consumer<VectorBatch> readiness;
  private final ImageOptions options;
  private final RenderWorker[] workers;
  private final RenderRound round;
  private final int[] homes;
  private final boolean oneScene;
  private final AtomicInteger drawing = new AtomicInteger();
  private final Arrival arrival = new Arrival(0);
  private final String description;
  private List<ImageBlock> single = List.of();
  private boolean closed;

  private VectorRenderer(VectorCore core, Consumer<VectorBatch> readiness, ImageOptions options) {
    this.core = core;
    this.readiness = readiness;
    this.options = options;
    core.captureViews();
    List<Model> scenes = scenes();
    scenes.forEach(options::camerasOf);
    this.oneScene = distinct(scenes).size() == 1;
    this.workers = new RenderWorker[Math.min(options.workers(), core.count())];
    this.round = new RenderRound(core.count(), workers.length, oneScene);
    this.homes = homes(scenes, workers.length);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new RenderWorker(i, scenesOf(i, scenes), options, round, this::workerIsDone);
    }
    this.description = startWorkers();
  }

  /**
   * Makes the contexts and uploads the scenes; costs tens to hundreds of milliseconds for each
   * scene and worker.
   *
   * @throws IllegalArgumentException if a scene lacks a camera
   * @throws org.workcell.sim.rendering.RenderingException if this machine cannot draw, with what to
   *     do
   */
  public static VectorRenderer open(VectorEnvironment vector, ImageOptions options) {
    if (!(vector instanceof PooledVectorEnvironment pooled)) {
      throw new IllegalArgumentException(
          "pictures are drawn where environments are simulated; ask for them when the vector is"
              + " opened");
    }
    pooled.requireIdle();
    return new VectorRenderer(pooled.core(), batch -> requireLatest(pooled, batch), options);
  }

  /** The same for a vector whose batches come in order of completion; none may be under way. */
  public static VectorRenderer open(AsyncVectorEnvironment vector, ImageOptions options) {
    vector.requireNotUnderWay(vector.core().all());
    return new VectorRenderer(
        vector.core(), batch -> vector.requireNotUnderWay(batch.environments()), options);
  }

  private static void requireLatest(PooledVectorEnvironment vector, VectorBatch batch) {
    vector.requireIdle();
    if (batch != vector.current()) {
      throw new IllegalStateException(
          "pictures show the latest batch of a vector only; take them before the next step");
    }
  }

  private List<Model> scenes() {
    List<Model> scenes = new ArrayList<>();
    for (int i = 0; i < core.count(); i++) {
      scenes.add(core.slot(i).views().shown().scene());
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

  /** How and by what pictures are drawn, for example {@code egl, device 0: llvmpipe (...)}. */
  public String description() {
    return description;
  }

  /** Which pictures are taken. */
  public ImageOptions options() {
    return options;
  }

  /** Ids of the threads that draw, for measurements. */
  public long[] threadIds() {
    return Arrays.stream(workers).mapToLong(RenderWorker::threadId).toArray();
  }

  /** Memory for images that share a block, of so many rows. */
  public ImageBlock newBlock(int rows) {
    options.picture();
    return options.newBlocks(rows).get(0);
  }

  /** Memory for the images of so many rows, in the order of {@link ImageOptions#blockSpecs}. */
  public List<ImageBlock> newBlocks(int rows) {
    return options.newBlocks(rows);
  }

  /** Takes the pictures of all rows of the latest batch. */
  public void render(VectorBatch batch, ImageBlock target) {
    render(batch, blocks(target));
  }

  /** Takes the images of all rows of the latest batch, in blocks of their own. */
  public void render(VectorBatch batch, List<ImageBlock> target) {
    requireReady(batch);
    drawAll(batch, target);
  }

  private void drawAll(VectorBatch batch, List<ImageBlock> target) {
    begin(batch, target);
    for (int row = 0; row < batch.size(); row++) {
      add(slot(batch, row).views().shown(), row, share(batch, row, row, batch.size()), target);
    }
    draw();
  }

  /** Takes the pictures of some rows, all different; the others keep theirs. */
  public void render(VectorBatch batch, int[] rows, ImageBlock target) {
    requireReady(batch);
    requireRows(batch, rows);
    drawSome(batch, rows, blocks(target));
  }

  private void drawSome(VectorBatch batch, int[] rows, List<ImageBlock> target) {
    begin(batch, target);
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      add(slot(batch, row).views().shown(), row, share(batch, row, i, rows.length), target);
    }
    draw();
  }

  /** Takes the last pictures of the episodes whose rows {@link VectorBatch#hasFinal} names. */
  public void renderFinals(VectorBatch batch, ImageBlock target) {
    requireReady(batch);
    drawFinals(batch, blocks(target));
  }

  private void drawFinals(VectorBatch batch, List<ImageBlock> target) {
    begin(batch, target);
    for (int row = 0; row < batch.size(); row++) {
      if (batch.hasFinal(row)) {
        add(slot(batch, row).views().last(), row, share(batch, row, row, batch.size()), target);
      }
    }
    draw();
  }

  /** Draws the batch's own pictures. */
  void draw(VectorBatch batch) {
    drawAll(batch, batch.imageBlocks());
    drawFinals(batch);
  }

  /** Draws the batch's own pictures of the rows of some environments, where row is environment. */
  void draw(VectorBatch batch, int[] environments) {
    if (environments.length == batch.size()) {
      drawAll(batch, batch.imageBlocks());
    } else {
      drawSome(batch, environments, batch.imageBlocks());
    }
    drawFinals(batch);
  }

  private void drawFinals(VectorBatch batch) {
    if (!batch.finalImageBlocks().isEmpty()) {
      drawFinals(batch, batch.finalImageBlocks());
    }
  }

  private static void requireRows(VectorBatch batch, int[] rows) {
    boolean[] named = new boolean[batch.size()];
    for (int row : rows) {
      if (row < 0 || row >= named.length || named[row]) {
        throw new IllegalArgumentException(
            "rows of this batch are 0..%d, each at most once, not %s"
                .formatted(named.length - 1, Arrays.toString(rows)));
      }
      named[row] = true;
    }
  }

  private Slot slot(VectorBatch batch, int row) {
    return core.slot(batch.environments()[row]);
  }

  /** The same list for the same block, because render workers know memory by its list. */
  private List<ImageBlock> blocks(ImageBlock target) {
    if (single.isEmpty() || single.get(0) != target) {
      single = List.of(target);
    }
    return single;
  }

  private void requireReady(VectorBatch batch) {
    core.requireOpen();
    readiness.accept(batch);
  }

  private void begin(VectorBatch batch, List<ImageBlock> target) {
    if (closed) {
      throw new IllegalStateException("the renderer is closed; open a new one");
    }
    options.requireFit(target, batch.size());
    round.begin(target);
  }

  /** Which worker draws a row, the {@code number}-th of {@code count}. */
  private int share(VectorBatch batch, int row, int number, int count) {
    return oneScene
        ? (int) ((long) number * workers.length / count)
        : homes[batch.environments()[row]];
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
    arrival.await(drawing, 0);
    if (round.failure() instanceof RuntimeException e) {
      throw e;
    }
    if (round.failure() instanceof Error e) {
      throw e;
    }
  }

  private void workerIsDone() {
    drawing.decrementAndGet();
    arrival.moved();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Arrays.stream(workers).forEach(RenderWorker::close);
    }
  }
}
