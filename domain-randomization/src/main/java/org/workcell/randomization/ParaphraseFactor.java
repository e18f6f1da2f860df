package org.workcell.randomization;

/**
 * Says the task in other words; the strength is the share of episodes.
 *
 * @param synonyms whether words are replaced, or the sentence only dressed up
 */
record ParaphraseFactor(boolean synonyms) implements Factor {

  @Override
  public String stream() {
    return "language";
  }

  @Override
  public SeenIn seenIn() {
    return SeenIn.WORDS;
  }

  @Override
  public String instruction(String original, Draws draws) {
    boolean changed = draws.chance("changed", draws.strength());
    int frame = draws.choice("frame", Paraphrases.FRAMES);
    int words = draws.choice("words", Paraphrases.VARIANTS);
    if (!changed) {
      return original;
    }
    return Paraphrases.frame(synonyms ? Paraphrases.reword(original, words) : original, frame);
  }
}
