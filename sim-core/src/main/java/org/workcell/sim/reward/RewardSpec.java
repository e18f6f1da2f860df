package org.workcell.sim.reward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reward model reads and what its scores are about. Immutable.
 *
 * @param inputs what it reads of each step, in order; those of {@link Moment#FIRST} once for each
 *     window
 * @param readsActions whether it reads the actions that were carried out
 * @param instruction in which form it reads the instruction
 * @param embeddingSize elements of the instruction's vector; 0 where it reads none
 * @param windowSteps steps of a window, 1 to {@link #MAX_WINDOW_STEPS}
 * @param scores what one score is about
 */
public record RewardSpec(
    List<RewardInput> inputs,
    boolean readsActions,
    InstructionForm instruction,
    int embeddingSize,
    int windowSteps,
    Scores scores) {

  /** Most steps of a window. */
  public static final int MAX_WINDOW_STEPS = 4096;

  /** Most elements of an instruction's vector. */
  public static final int MAX_EMBEDDING_SIZE = 1 << 16;

  /** Checks that the parts fit each other. */
  public RewardSpec {
    inputs = List.copyOf(inputs);
    Set<String> names = new HashSet<>();
    for (RewardInput input : inputs) {
      if (!names.add(input.name())) {
        throw new IllegalArgumentException("input %s is named twice".formatted(input.name()));
      }
    }
    requireRange("steps of a window", windowSteps, 1, MAX_WINDOW_STEPS);
    boolean embedded = instruction == InstructionForm.EMBEDDING;
    requireRange(
        "elements of the instruction's vector",
        embeddingSize,
        embedded ? 1 : 0,
        embedded ? MAX_EMBEDDING_SIZE : 0);
    if (inputs.isEmpty() && !readsActions) {
      throw new IllegalArgumentException(
          "a reward model reads at least one block or the actions, and this one reads neither");
    }
  }

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(what, least, most, value));
    }
  }

  /** Names the parts of a spec of scores for steps, from windows of one step. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether it reads what was observed at the reset. */
  public boolean readsFirst() {
    return inputs.stream().anyMatch(input -> input.moment() == Moment.FIRST);
  }

  /** All of it in one line: the same words mean the same reading. */
  public String identity() {
    String read = inputs.stream().map(RewardInput::name).collect(Collectors.joining(" "));
    return "reads %s%s%s, windows of %d, a score per %s"
        .formatted(
            read,
            readsActions ? " action" : "",
            instruction == InstructionForm.NONE ? "" : " instruction",
            windowSteps,
            scores.label());
  }

  /** Names the parts of a spec. */
  public static final class Builder {

    private final List<RewardInput> inputs = new ArrayList<>();
    private boolean readsActions;
    private InstructionForm instruction = InstructionForm.NONE;
    private int embeddingSize;
    private int windowSteps = 1;
    private Scores scores = Scores.STEP;

    private Builder() {}

    /** It reads this, after what was named before. */
    public Builder input(RewardInput input) {
      inputs.add(input);
      return this;
    }

    /** It reads the actions that were carried out. */
    public Builder actions() {
      readsActions = true;
      return this;
    }

    /** It reads the instruction as words. */
    public Builder instructionText() {
      instruction = InstructionForm.TEXT;
      return this;
    }

    /** It reads the instruction as a vector of so many elements. */
    public Builder instructionEmbedding(int size) {
      instruction = InstructionForm.EMBEDDING;
      embeddingSize = size;
      return this;
    }

    /** What a score is about, and how many steps it sees of it. */
    public Builder scores(Scores about, int steps) {
      scores = about;
      windowSteps = steps;
      return this;
    }

    /**
     * The spec.
     *
     * @throws IllegalArgumentException if the parts do not fit each other
     */
    public RewardSpec build() {
      return new RewardSpec(inputs, readsActions, instruction, embeddingSize, windowSteps, scores);
    }
  }
}
