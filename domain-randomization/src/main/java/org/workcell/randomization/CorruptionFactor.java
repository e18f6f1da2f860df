package org.workcell.randomization;

import java.util.List;
import org.workcell.sim.image.ImageFilter;

/**
 * Corrupts all images of an episode in one way; the strength is a share of the highest severity.
 *
 * @param kinds ways to choose from
 * @param severity the highest severity, 1 to {@link ImageCorruption#MAX_SEVERITY}
 */
record CorruptionFactor(List<ImageCorruption> kinds, int severity) implements Factor {

  CorruptionFactor {
    kinds = List.copyOf(kinds);
  }

  @Override
  public String stream() {
    return "image";
  }

  @Override
  public SeenIn seenIn() {
    return SeenIn.PICTURES;
  }

  @Override
  public ImageFilter imageFilter(Draws draws, long seed) {
    ImageCorruption kind = kinds.get(draws.choice("kind", kinds.size()));
    return kind.filter((int) Math.round(draws.strength() * severity), seed);
  }
}
