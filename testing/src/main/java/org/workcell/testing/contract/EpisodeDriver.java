package org.workcell.testing.contract;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.task.ResetOptions;

/** Runs episodes with random actions and keeps every byte that the environment wrote. */
final class EpisodeDriver {

  private static final int[] ONLY = {0};

  private final Environment environment;
  private final BatchStorage storage;
  private final RandomPolicy policy;
  private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();

  EpisodeDriver(Environment environment) {
    this.environment = environment;
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.policy = new RandomPolicy(environment.spec().task().action());
  }

  Environment environment() {
    return environment;
  }

  /** The environment, where a test reads its simulation. */
  SimulatedEnvironment simulated() {
    return SimulatedEnvironment.of(environment);
  }

  BatchStorage storage() {
    return storage;
  }

  /** All bytes since the last reset or restore. */
  byte[] transcript() {
    return transcript.toByteArray();
  }

  byte[] resultBytes() {
    return resultBytes(storage, 0);
  }

  void reset(long seed) {
    transcript.reset();
    policy.start(0, Episode.seed(seed));
    environment.reset(ResetOptions.seed(seed), storage, 0);
    transcript.writeBytes(resultBytes());
  }

  void restore(Snapshot snapshot) {
    environment.restore(snapshot, storage, 0);
    transcript.reset();
  }

  void randomStep() {
    policy.act(storage, ONLY, storage.action());
    environment.step(storage, 0);
    transcript.writeBytes(resultBytes());
  }

  void randomSteps(int steps) {
    for (int i = 0; i < steps; i++) {
      randomStep();
    }
  }

  byte[] episode(long seed, int steps) {
    reset(seed);
    randomSteps(steps);
    return transcript();
  }

  byte[] continueWith(long policySeed, int steps) {
    transcript.reset();
    policy.start(0, Episode.seed(policySeed));
    randomSteps(steps);
    return transcript();
  }

  byte[] rebuild(EpisodeRecord record) {
    transcript.reset();
    environment.reset(ResetOptions.seed(record.seed()), storage, 0);
    transcript.writeBytes(resultBytes());
    int rowBytes = storage.action().rowBytes();
    byte[] action = new byte[rowBytes];
    for (int offset = 0; offset < record.actions().length; offset += rowBytes) {
      System.arraycopy(record.actions(), offset, action, 0, rowBytes);
      storage.action().putRowBytes(0, action);
      environment.step(storage, 0);
      transcript.writeBytes(resultBytes());
    }
    return transcript();
  }

  /** Bytes that this thread allocates in so many steps. */
  long allocatedBytes(int steps) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < steps; i++) {
      policy.act(storage, ONLY, storage.action());
      environment.step(storage, 0);
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    // Asking allocates too, the same each time.
    long asking = threads.getCurrentThreadAllocatedBytes() - after;
    return after - before - asking;
  }

  static void interleave(
      EpisodeDriver first, long firstSeed, EpisodeDriver second, long secondSeed, int steps) {
    first.reset(firstSeed);
    second.reset(secondSeed);
    for (int i = 0; i < steps; i++) {
      first.randomStep();
      second.randomStep();
    }
  }

  static byte[] resultBytes(BatchStorage storage, int row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (BatchBlock block : results(storage)) {
      byte[] rowBytes = new byte[block.rowBytes()];
      block.getRowBytes(row, rowBytes);
      bytes.writeBytes(rowBytes);
    }
    return bytes.toByteArray();
  }

  static void fillResults(BatchStorage storage, byte value) {
    for (BatchBlock block : results(storage)) {
      byte[] rowBytes = new byte[block.rowBytes()];
      java.util.Arrays.fill(rowBytes, value);
      for (int row = 0; row < storage.rows(); row++) {
        block.putRowBytes(row, rowBytes);
      }
    }
  }

  private static List<BatchBlock> results(BatchStorage storage) {
    List<BatchBlock> blocks = new ArrayList<>();
    for (int i = 0; i < storage.observationCount(); i++) {
      blocks.add(storage.observation(i));
    }
    blocks.addAll(
        List.of(
            storage.reward(),
            storage.terminated(),
            storage.truncated(),
            storage.success(),
            storage.info(),
            storage.episode()));
    return blocks;
  }
}
