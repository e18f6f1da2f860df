package org.workcell.randomization;

import java.util.List;
import java.util.Optional;

/**
 * Corrupts all images of an episode in one way; the strength is the highest severity.
 *
 * @param kinds ways to choose from
 */
record CorruptionFactor(List<ImageCorruption> kinds) implements Factor {

  CorruptionFactor {
    kinds = List.copyOf(kinds);
  }

  @Override
  public String stream() {
    return "image";
  }

  @Override
  public boolean appearanceOnly() {
    return true;
  }

  @Override
  public Optional<ImageCorruption.Chosen> corruption(Draws draws) {
    ImageCorruption kind = kinds.get(draws.choice("kind", kinds.size()));
    int severity = (int) Math.round(draws.strength() * ImageCorruption.MAX_SEVERITY);
    return Optional.of(new ImageCorruption.Chosen(kind, severity));
  }
}
