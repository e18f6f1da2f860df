package org.workcell.tasks.kitchen.parity;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.numpy.NumpyPcg64;

/**
 * Which seed each recorded episode was reset with. A recording tells only its first seed, but it
 * holds the noise that was drawn, which tells them apart.
 */
final class EpisodeSeeds {

  private static final int DRAWS_PER_OBSERVATION = 59;

  private final NpzFile recording;
  private final long firstSeed;

  EpisodeSeeds(NpzFile recording, long firstSeed) {
    this.recording = recording;
    this.firstSeed = firstSeed;
  }

  /**
   * The seed whose draws, after those of the reset, are the ones recorded in the first step.
   *
   * @throws IllegalArgumentException if no plausible seed has these draws
   */
  long of(int episode, int firstStep) {
    double[] drawn = recording.array("noise_u").row(firstStep);
    return LongStream.of(firstSeed + episode, firstSeed, episode)
        .filter(seed -> Arrays.equals(drawn, secondDraws(seed)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "has noise in episode %d that follows from none of the seeds %d, %d and %d;"
                            .formatted(episode, firstSeed + episode, firstSeed, episode)
                        + " expected episode e to be reset with seed + e"));
  }

  private static double[] secondDraws(long seed) {
    NumpyPcg64 random = new NumpyPcg64(seed);
    for (int i = 0; i < DRAWS_PER_OBSERVATION; i++) {
      random.nextDouble();
    }
    double[] draws = new double[DRAWS_PER_OBSERVATION];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = random.uniform(-1, 1);
    }
    return draws;
  }
}
