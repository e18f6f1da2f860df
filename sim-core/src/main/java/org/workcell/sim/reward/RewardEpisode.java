package org.workcell.sim.reward;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.numpy.NpyArray;

/**
 * A stored episode as reward models read it: T steps, and T + 1 observations, of which the first is
 * the reset's. Immutable.
 */
public final class RewardEpisode {

  private final Map<String, NpyArray> blocks;
  private final NpyArray actions;
  private final String instruction;
  private final float[] embedding;

  private RewardEpisode(Builder builder) {
    this.blocks = Map.copyOf(builder.blocks);
    this.actions = builder.actions;
    this.instruction = builder.instruction;
    this.embedding = builder.embedding;
    if (actions.shape().isEmpty() || actions.rows() == 0) {
      throw new IllegalArgumentException(
          "actions of shape %s are no steps; expected [steps][element], at least one step"
              .formatted(actions.shape()));
    }
    blocks.forEach(this::requireRows);
  }

  private void requireRows(String block, NpyArray array) {
    if (array.shape().isEmpty() || array.rows() != steps() + 1) {
      throw new IllegalArgumentException(
          "block %s has shape %s; an episode of %d steps has %d observations, the reset's first"
              .formatted(block, array.shape(), steps(), steps() + 1));
    }
  }

  /**
   * Names the parts of an episode.
   *
   * @param actions what was carried out, [T][element]
   */
  public static Builder of(NpyArray actions) {
    return new Builder(actions);
  }

  /** Number of steps, at least 1. */
  public int steps() {
    return actions.rows();
  }

  /** The task in words; empty where the episode has none. */
  public String instruction() {
    return instruction;
  }

  NpyArray actions() {
    return actions;
  }

  NpyArray block(String name) {
    return blocks.get(name);
  }

  Optional<float[]> embedding() {
    return Optional.ofNullable(embedding);
  }

  /**
   * Checks that a model can read the episode.
   *
   * @throws IllegalArgumentException naming what is missing or of another type or shape
   */
  public void requireFits(RewardSpec spec) {
    for (RewardInput input : spec.inputs()) {
      NpyArray array = blocks.get(input.block());
      if (array == null) {
        throw new IllegalArgumentException(
            "the reward model reads block '%s', which the episode lacks; it has %s"
                .formatted(input.block(), blocks.keySet().stream().sorted().toList()));
      }
      List<Integer> shape = array.shape().subList(1, array.shape().size());
      if (!input.accepts(array.type(), shape)) {
        throw new IllegalArgumentException(
            "block '%s' holds %s of shape %s; the reward model reads %s"
                .formatted(input.block(), array.type(), shape, input.describe()));
      }
    }
    if (spec.instruction() == InstructionForm.TEXT && instruction.isBlank()) {
      throw new IllegalArgumentException(
          "the reward model reads the instruction, and the episode has none");
    }
    if (spec.instruction() == InstructionForm.EMBEDDING) {
      requireEmbedding(spec.embeddingSize());
    }
  }

  private void requireEmbedding(int size) {
    if (embedding == null || embedding.length != size) {
      throw new IllegalArgumentException(
          "the reward model reads the instruction as a vector of %d numbers, and the episode has %s;"
                  .formatted(size, embedding == null ? "none" : embedding.length)
              + " give the vectors of its sentences");
    }
  }

  /** Names the parts of an episode. */
  public static final class Builder {

    private final NpyArray actions;
    private final Map<String, NpyArray> blocks = new LinkedHashMap<>();
    private String instruction = "";
    private float[] embedding;

    private Builder(NpyArray actions) {
      this.actions = actions;
    }

    /**
     * What was observed.
     *
     * @param name as in {@link RewardInput#block}
     * @param observed [T + 1][...], the reset's first
     */
    public Builder block(String name, NpyArray observed) {
      blocks.put(name, observed);
      return this;
    }

    /** The task in words. */
    public Builder instruction(String words) {
      instruction = words;
      return this;
    }

    /** The task as a vector of an encoder of sentences. */
    public Builder embedding(float[] vector) {
      embedding = vector.clone();
      return this;
    }

    /**
     * The episode.
     *
     * @throws IllegalArgumentException if the parts have other numbers of steps
     */
    public RewardEpisode build() {
      return new RewardEpisode(this);
    }
  }
}
