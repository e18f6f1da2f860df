package org.workcell.randomization;

import java.util.Set;

/**
 * Says the task in other words; severity is the share of episodes.
 *
 * @param synonyms whether words are replaced, or the sentence only dressed up
 */
record ParaphraseFactor(boolean synonyms) implements Factor {

  @Override
  public String stream() {
    return "language";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.INSTRUCTION);
  }

  @Override
  public String instruction(String original, Sampler sampler) {
    boolean changed = sampler.chance("changed", sampler.severityFraction());
    int frame = sampler.choice("frame", Paraphrases.FRAMES);
    int words = sampler.choice("words", Paraphrases.VARIANTS);
    if (!changed) {
      return original;
    }
    return Paraphrases.frame(synonyms ? Paraphrases.reword(original, words) : original, frame);
  }
}
