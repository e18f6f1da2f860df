package org.workcell.perf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.RenderOptions;

/**
 * Draws the scenes of environments with nothing but engine calls, each thread its share of them,
 * without ever waiting for the others.
 */
final class RenderFloorThreads implements AutoCloseable {

  private final ImageBlock block;
  private final List<ExecutorService> threads = new ArrayList<>();
  private final List<RenderFloorShare> shares = new ArrayList<>();
  private long cpuNanoseconds;

  RenderFloorThreads(Model scene, ImageOptions images, int environments) {
    block = ImageBlock.allocate(environments, images.cameras().size(), images.image());
    int count = Math.min(images.workers(), environments);
    for (int i = 0; i < count; i++) {
      int first = environments * i / count;
      int end = environments * (i + 1) / count;
      threads.add(Executors.newSingleThreadExecutor());
      Future<RenderFloorShare> made =
          threads.get(i).submit(() -> new RenderFloorShare(scene, images, first, end, block));
      shares.add(await(made));
    }
  }

  /** Puts the scene of an environment in place. */
  void show(int environment, ViewState view) {
    for (RenderFloorShare share : shares) {
      if (share.has(environment)) {
        share.show(environment, view);
      }
    }
  }

  /** Draws all scenes, so many times; returns how long that took. */
  long draw(int rounds) {
    long start = System.nanoTime();
    List<Future<Long>> cpuTimes = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      RenderFloorShare share = shares.get(i);
      cpuTimes.add(threads.get(i).submit((Callable<Long>) () -> share.draw(rounds)));
    }
    cpuNanoseconds = 0;
    for (Future<Long> cpuTime : cpuTimes) {
      cpuNanoseconds += await(cpuTime);
    }
    return System.nanoTime() - start;
  }

  private static <T> T await(Future<T> share) {
    try {
      return share.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the floor was running", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the floor failed: " + e.getCause().getMessage(), e);
    }
  }

  /** CPU time of the last {@link #draw}. */
  long cpuNanoseconds() {
    return cpuNanoseconds;
  }

  /** Whether its images, turned the right way up, are these. */
  boolean drewTheSame(ImageBlock others) {
    for (int i = 0; i < block.rows(); i++) {
      for (int camera = 0; camera < block.cameras(); camera++) {
        if (!isTurned(block.image(i, camera), others.image(i, camera))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isTurned(ByteBuffer mine, ByteBuffer other) {
    RenderOptions image = block.image();
    int line = 3 * image.widthPixels();
    for (int row = 0; row < image.heightPixels(); row++) {
      int flipped = (image.heightPixels() - 1 - row) * line;
      if (!mine.slice(flipped, line).equals(other.slice(row * line, line))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    for (int i = 0; i < shares.size(); i++) {
      RenderFloorShare share = shares.get(i);
      await(
          threads
              .get(i)
              .submit(
                  () -> {
                    share.close();
                    return true;
                  }));
      threads.get(i).shutdown();
    }
  }
}
