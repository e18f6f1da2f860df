package org.workcell.sim.cameras;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.ImageBlock;

/**
 * What is to be drawn in one call, split into a share for each render worker. Prepared by the
 * vector's thread, emptied by the workers. Allocates nothing.
 */
final class RenderRound {

  private final ViewState[] views;
  private final int[] rows;
  private final int[] shareOfJob;
  private final int[] order;
  private final int[] ends;
  private final boolean[] wanted;
  private final AtomicInteger[] next;
  private final boolean mayHelp;
  private int count;
  private List<ImageBlock> target;
  private volatile Throwable failure;

  /**
   * Room for the jobs of a call.
   *
   * @param mayHelp whether a worker takes jobs of another's share when its own is done
   */
  RenderRound(int capacity, int workers, boolean mayHelp) {
    this.mayHelp = mayHelp;
    views = new ViewState[capacity];
    rows = new int[capacity];
    shareOfJob = new int[capacity];
    order = new int[capacity];
    ends = new int[workers];
    wanted = new boolean[workers];
    next = new AtomicInteger[workers];
    Arrays.setAll(next, i -> new AtomicInteger());
  }

  void begin(List<ImageBlock> newTarget) {
    target = newTarget;
    count = 0;
    failure = null;
  }

  void add(ViewState view, int row, int share) {
    views[count] = view;
    rows[count] = row;
    shareOfJob[count] = share;
    count++;
  }

  /** Groups the jobs by share. */
  void deal() {
    int placed = 0;
    int busy = 0;
    for (int share = 0; share < next.length; share++) {
      int begin = placed;
      next[share].set(placed);
      for (int job = 0; job < count; job++) {
        if (shareOfJob[job] == share) {
          order[placed++] = job;
        }
      }
      ends[share] = placed;
      wanted[share] = placed > begin;
      busy += wanted[share] ? 1 : 0;
    }
    if (mayHelp && count > busy) {
      Arrays.fill(wanted, true);
    }
  }

  /** Whether there is something to do for a worker. */
  boolean wants(int worker) {
    return wanted[worker];
  }

  /** Number of workers for whom there is something to do. */
  int wanted() {
    int sum = 0;
    for (boolean each : wanted) {
      sum += each ? 1 : 0;
    }
    return sum;
  }

  int count() {
    return count;
  }

  /** The next job for a worker, or -1. */
  int take(int worker) {
    int helped = mayHelp ? next.length : 1;
    for (int i = 0; i < helped; i++) {
      int share = (worker + i) % next.length;
      int place = next[share].getAndIncrement();
      if (place < ends[share]) {
        return order[place];
      }
    }
    return -1;
  }

  ViewState view(int job) {
    return views[job];
  }

  int row(int job) {
    return rows[job];
  }

  List<ImageBlock> target() {
    return target;
  }

  void fail(Throwable cause) {
    failure = cause;
  }

  Throwable failure() {
    return failure;
  }
}
