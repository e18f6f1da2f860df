package org.workcell.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * What is cloned: inputs of the network and actions, episode by episode. Immutable but for the
 * arrays, which must not be changed.
 *
 * @param inputSize elements of an input
 * @param actionSize elements of an action
 * @param episodes in an order that does not change from run to run
 */
public record CloningData(int inputSize, int actionSize, List<Episode> episodes) {

  /**
   * One episode.
   *
   * @param inputs [step][element]
   * @param actions [step][element]
   */
  public record Episode(float[] inputs, float[] actions) {}

  /** Rows of some episodes: inputs, and for each the actions of a chunk. */
  record Rows(int count, float[] inputs, float[] actions) {}

  /** Checks that the arrays fit. */
  public CloningData {
    episodes = List.copyOf(episodes);
    for (Episode episode : episodes) {
      int steps = episode.actions().length / actionSize;
      if (steps < 1
          || episode.actions().length != steps * actionSize
          || episode.inputs().length != steps * inputSize) {
        throw new IllegalArgumentException(
            "an episode has %d inputs of %d elements and %d actions of %d; expected as many of both"
                .formatted(
                    episode.inputs().length / inputSize,
                    inputSize,
                    episode.actions().length / actionSize,
                    actionSize));
      }
    }
    if (episodes.isEmpty()) {
      throw new IllegalArgumentException("there is no episode to clone; record some");
    }
  }

  /** Number of all steps. */
  public int steps() {
    return episodes.stream().mapToInt(episode -> episode.actions().length / actionSize).sum();
  }

  /**
   * Episodes to train on and episodes to validate on, drawn from the stream {@code split} of a
   * seed; at least one to train on.
   */
  List<List<Episode>> split(double validationShare, long seed) {
    List<Episode> shuffled = new ArrayList<>(episodes);
    RandomStream random = new SeedStreams(seed).stream("split");
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    int wanted = validationShare == 0 ? 0 : (int) Math.max(1, Math.round(validationShare * size()));
    int validated = Math.min(wanted, size() - 1);
    return List.of(
        List.copyOf(shuffled.subList(validated, size())),
        List.copyOf(shuffled.subList(0, validated)));
  }

  private int size() {
    return episodes.size();
  }

  /**
   * All steps of episodes, each with the actions of itself and the steps behind it; behind the end
   * the last action is repeated.
   */
  Rows rows(List<Episode> chosen, int chunkSteps) {
    int count = chosen.stream().mapToInt(each -> each.actions().length / actionSize).sum();
    long elements = (long) count * Math.max(inputSize, (long) actionSize * chunkSteps);
    if (elements > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d steps with chunks of %d actions are too many for one table; use shorter chunks or fewer"
                  .formatted(count, chunkSteps)
              + " episodes");
    }
    float[] inputs = new float[count * inputSize];
    float[] actions = new float[count * actionSize * chunkSteps];
    int row = 0;
    for (Episode episode : chosen) {
      int steps = episode.actions().length / actionSize;
      System.arraycopy(episode.inputs(), 0, inputs, row * inputSize, episode.inputs().length);
      for (int step = 0; step < steps; step++, row++) {
        for (int k = 0; k < chunkSteps; k++) {
          int from = Math.min(step + k, steps - 1) * actionSize;
          int to = (row * chunkSteps + k) * actionSize;
          System.arraycopy(episode.actions(), from, actions, to, actionSize);
        }
      }
    }
    return new Rows(count, inputs, actions);
  }

  /** Rows of a table in a chosen order. */
  static float[] gather(float[] table, int width, int[] order, int first, int end) {
    float[] gathered = new float[(end - first) * width];
    for (int i = first; i < end; i++) {
      System.arraycopy(table, order[i] * width, gathered, (i - first) * width, width);
    }
    return gathered;
  }

  /** The order of rows in an epoch, from a stream of its own. */
  static int[] order(int count, long seed, int epoch) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    RandomStream random = new SeedStreams(seed).stream("shuffle/" + epoch);
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
