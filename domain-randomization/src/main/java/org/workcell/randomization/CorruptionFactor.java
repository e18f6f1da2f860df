package org.workcell.randomization;

import java.util.List;
import java.util.Set;
import org.workcell.sim.image.ImageFilter;

/**
 * Corrupts all images of an episode in one way; severity takes a share of the highest severity.
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
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.IMAGES);
  }

  @Override
  public ImageFilter imageFilter(Sampler sampler) {
    ImageCorruption kind = kinds.get(sampler.choice("kind", kinds.size()));
    return kind.filter(
        (int) Math.round(sampler.severityFraction() * severity), sampler.seed("pixels"));
  }
}
