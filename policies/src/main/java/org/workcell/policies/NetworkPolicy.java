package org.workcell.policies;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyAnswerException;
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.random.RandomStream;

/**
 * What all network policies share: rows become tensors, answers become actions. A batch is answered
 * under one lock, so that weights change between batches and never within one.
 */
abstract sealed class NetworkPolicy implements Policy permits TorchScriptPolicy, BlockPolicy {

  /** Of how many answers one is asked for again, beginning with the first. */
  static final int CHECKED_ANSWERS = 61;

  private final String name;
  private final InferenceOptions options;
  private final NetworkInputs inputs;
  private final ActionHead head;
  private final int noiseSize;
  private final double[] chunk;
  private final AlignedMemory noiseMemory = new AlignedMemory();
  private final List<RandomStream> streams = new ArrayList<>();
  private final NDManager manager;
  private final Object weights = new Object();
  private float[] noise = {};
  private int untilCheck;
  private boolean closed;

  NetworkPolicy(
      String name, InferenceOptions options, NetworkInputs inputs, ActionHead head, int noiseSize) {
    this.name = name;
    this.options = options;
    this.inputs = inputs;
    this.head = head;
    this.noiseSize = noiseSize;
    this.chunk = new double[head.chunkSize()];
    this.manager = Libtorch.newManager(options.device());
  }

  /** Asks the network; called with the weights locked. */
  abstract NDList forward(NDList tensors);

  /** Whether some answers are asked for again, to see that they are the same to the bit. */
  abstract boolean isAskedAgain();

  /** Frees the network; called once, with the weights locked. */
  abstract void closeNetwork();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int chunkSteps() {
    return head.chunkSteps();
  }

  @Override
  public final void start(int environment, Episode episode) {
    while (streams.size() <= environment) {
      streams.add(null);
    }
    streams.set(environment, episode.seeds().stream("policy"));
    inputs.start(environment, episode);
  }

  @Override
  public final void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    int most = options.paddedRows() == 0 ? environments.length : options.paddedRows();
    Map<Integer, String> failures = new TreeMap<>();
    synchronized (weights) {
      requireOpen();
      for (int first = 0; first < environments.length; first += most) {
        int rows = Math.min(most, environments.length - first);
        ask(batch, environments, first, rows, most);
        answer(environments, first, rows, actions, failures);
      }
    }
    if (!failures.isEmpty()) {
      throw new PolicyAnswerException(failures);
    }
  }

  private void ask(BatchStorage batch, int[] environments, int first, int rows, int padded) {
    Libtorch.settleThread();
    try (NDManager scope = manager.newSubManager()) {
      drawNoise(environments, first, rows, padded);
      NDList answer = forward(tensors(scope, batch, environments, first, rows, padded));
      head.read(answer, padded);
      if (isAskedAgain() && untilCheck-- == 0) {
        untilCheck = CHECKED_ANSWERS - 1;
        List<ByteBuffer> before = copies(answer);
        List<ByteBuffer> again =
            copies(forward(tensors(scope, batch, environments, first, rows, padded)));
        requireSame(before, again, environments, first, rows, padded);
      }
    }
  }

  /** Read anew for each answer, because a network may write into what it is asked with. */
  private NDList tensors(
      NDManager scope, BatchStorage batch, int[] environments, int first, int rows, int padded) {
    NDList tensors = inputs.read(scope, batch, environments, first, rows, padded);
    if (noiseSize > 0) {
      ByteBuffer bytes = noiseMemory.cleared(padded * noiseSize * Float.BYTES);
      bytes.asFloatBuffer().put(noise);
      tensors.add(scope.create(bytes, new Shape(padded, noiseSize), DataType.FLOAT32));
    }
    return tensors;
  }

  /** An answer may lie in the memory that it was asked with. */
  private static List<ByteBuffer> copies(NDList answer) {
    return answer.stream()
        .map(
            each -> {
              ByteBuffer bytes = each.toByteBuffer();
              return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            })
        .toList();
  }

  private void requireSame(
      List<ByteBuffer> before,
      List<ByteBuffer> again,
      int[] environments,
      int first,
      int rows,
      int padded) {
    for (int i = 0; i < before.size(); i++) {
      int at = before.get(i).mismatch(again.get(i));
      int row = at < 0 ? rows : at / Math.max(1, before.get(i).remaining() / padded);
      if (row < rows) {
        throw new PolicyNotRepeatableException(
            environments[first + row],
            ("policy %s answers the same observation differently; let it take its random numbers as"
                    + " an input, 'noise' in %s")
                .formatted(name, ScriptInputs.FILE));
      }
    }
  }

  private void answer(
      int[] environments, int first, int rows, BatchBlock actions, Map<Integer, String> failures) {
    for (int i = 0; i < rows; i++) {
      int environment = environments[first + i];
      head.choose(i, head.draws() ? stream(environment) : null, chunk);
      String reason = unusable(actions);
      if (reason == null) {
        actions.putRow(first + i, chunk);
      } else {
        failures.put(environment, reason);
      }
    }
  }

  private void drawNoise(int[] environments, int first, int rows, int padded) {
    if (noise.length != padded * noiseSize) {
      noise = new float[padded * noiseSize];
    }
    Arrays.fill(noise, 0);
    int at = 0;
    for (int row = 0; row < rows && noiseSize > 0; row++) {
      RandomStream stream = stream(environments[first + row]);
      for (int i = 0; i < noiseSize; i++) {
        noise[at++] = (float) stream.nextGaussian();
      }
    }
  }

  private RandomStream stream(int environment) {
    RandomStream stream = environment < streams.size() ? streams.get(environment) : null;
    if (stream == null) {
      throw new IllegalStateException(
          "environment %d has no episode; call start for it first".formatted(environment));
    }
    return stream;
  }

  /** Why the chunk cannot be played, or null. */
  private String unusable(BatchBlock actions) {
    for (int i = 0; i < chunk.length; i++) {
      if (!Double.isFinite(chunk[i]) || !actions.spec().type().canHold(chunk[i])) {
        return "policy %s answers %s for action element %d; look at its weights and at the observation"
            .formatted(name, chunk[i], i);
      }
    }
    return null;
  }

  /**
   * The states of the streams of environments 0 to {@code count - 1}, for a checkpoint of a
   * trainer: {@link RandomStream#STATE_LONGS} numbers for each, zero where no episode has started.
   */
  public final long[] streamStates(int count) {
    long[] states = new long[count * RandomStream.STATE_LONGS];
    for (int i = 0; i < Math.min(count, streams.size()); i++) {
      if (streams.get(i) != null) {
        streams.get(i).save(states, i * RandomStream.STATE_LONGS);
      }
    }
    return states;
  }

  /**
   * Goes on with streams in these states of {@link #streamStates}, in the middle of episodes.
   *
   * @param episodes the episode of each environment
   */
  public final void restoreStreams(long[] states, List<Episode> episodes) {
    for (int i = 0; i < episodes.size(); i++) {
      start(i, episodes.get(i));
      streams.get(i).load(states, i * RandomStream.STATE_LONGS);
    }
  }

  /** Runs a change of weights between two batches. */
  final void betweenBatches(Runnable change) {
    synchronized (weights) {
      requireOpen();
      change.run();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("policy %s is closed".formatted(name));
    }
  }

  @Override
  public final void close() {
    synchronized (weights) {
      if (!closed) {
        closed = true;
        closeNetwork();
        manager.close();
      }
    }
  }
}
