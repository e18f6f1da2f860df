package org.workcell.policies;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.Episode;

/**
 * What a network gets of a row: observation blocks by name, and blocks that the episode determines:
 * {@value #ONE_HOT}, {@value #INSTRUCTION} and {@value #INSTRUCTION_UTF8}. A block of an
 * environment goes before one of the episode of the same name. Immutable.
 *
 * @param names in the order of the network's inputs
 * @param tasks ids of the tasks that {@value #ONE_HOT} tells apart: element {@code i} is 1 in
 *     episodes of task {@code i}; empty where no such block is wanted
 * @param instructionSize elements of {@value #INSTRUCTION}, an {@link InstructionHash}
 */
public record InputBlocks(List<String> names, List<String> tasks, int instructionSize) {

  /** Float32 with an element for each task of a list: 1 for the episode's task, else 0. */
  public static final String ONE_HOT = "one_hot";

  /** Float32: the instruction of the episode as an {@link InstructionHash}. */
  public static final String INSTRUCTION = "instruction";

  /** Uint8: the first 512 bytes of the instruction's UTF-8, filled up with zeros. */
  public static final String INSTRUCTION_UTF8 = "instruction_utf8";

  /** Elements of {@value #INSTRUCTION} where nothing else is said. */
  public static final int STANDARD_INSTRUCTION_SIZE = 64;

  /** Takes defensive copies and checks sizes. */
  public InputBlocks {
    names = List.copyOf(names);
    tasks = List.copyOf(tasks);
    InstructionHash.requireSize(instructionSize);
    if (new HashSet<>(tasks).size() < tasks.size()) {
      throw new IllegalArgumentException(
          "the tasks of %s, %s, name one twice; name each once".formatted(ONE_HOT, tasks));
    }
  }

  /** These observation blocks; none that the episode determines. */
  public static InputBlocks of(List<String> names) {
    return new InputBlocks(names, List.of(), STANDARD_INSTRUCTION_SIZE);
  }

  /**
   * All observation blocks but images, in the layout's order.
   *
   * @throws IllegalArgumentException if there are only images
   */
  public static InputBlocks allOf(BatchLayout layout) {
    List<String> names =
        layout.observation().stream()
            .filter(block -> block.type() != DataType.UINT8)
            .map(BlockSpec::name)
            .toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "the observation has only images, %s; name them as inputs of the network"
              .formatted(layout.observation().stream().map(BlockSpec::name).toList()));
    }
    return of(names);
  }

  /** A copy with the code of a list of tasks as its last block. */
  public InputBlocks withOneHot(List<String> ids) {
    return new InputBlocks(with(ONE_HOT), ids, instructionSize);
  }

  /** A copy with the instruction in so many elements as its last block. */
  public InputBlocks withInstruction(int size) {
    return new InputBlocks(with(INSTRUCTION), tasks, size);
  }

  private List<String> with(String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    return more;
  }

  /**
   * A block that an episode determines, as a network gets it; empty where no such block has this
   * name.
   *
   * @throws IllegalArgumentException if the task of the episode is not among {@link #tasks}
   */
  public Optional<float[]> episodeBlock(String name, Episode episode) {
    return EpisodeSource.named(name, this).map(source -> source.valuesOf(episode));
  }

  /** Whether the task of the episode is among the inputs. */
  public boolean hasOneHot() {
    return names.contains(ONE_HOT);
  }

  /** Whether the instruction is among the inputs, as a hash. */
  public boolean hasInstruction() {
    return names.contains(INSTRUCTION);
  }
}
