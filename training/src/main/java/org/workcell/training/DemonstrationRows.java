package org.workcell.training;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.policies.InputBlocks;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.policy.Episode;

/** Makes data to clone of a folder of demonstrations. */
public final class DemonstrationRows {

  private DemonstrationRows() {}

  /**
   * Reads the kept episodes of some tasks, in the order of the index.
   *
   * @param tasks ids of the tasks
   * @param blocks what the network gets: blocks of the files, and blocks that task and instruction
   *     of the episode determine
   * @param executed whether the actions that were carried out are cloned, rather than those that
   *     the policy asked for
   * @throws BadInputException if a task has no episode, or files lack a block or have other sizes
   */
  public static CloningData read(
      Demonstrations demonstrations, List<String> tasks, InputBlocks blocks, boolean executed) {
    List<CloningData.Episode> episodes = new ArrayList<>();
    int inputSize = 0;
    int actionSize = 0;
    for (String task : tasks) {
      List<DemonstrationLine> lines = demonstrations.ofTask(task);
      if (lines.isEmpty()) {
        throw new BadInputException(
            "the demonstrations in '%s' have no episode of %s; they have %s"
                .formatted(demonstrations.folder(), task, demonstrations.tasks()));
      }
      for (DemonstrationLine line : lines) {
        CloningData.Episode episode = episode(demonstrations.read(line), blocks, executed);
        int steps = line.result().steps();
        int inputs = episode.inputs().length / steps;
        int actions = episode.actions().length / steps;
        if (!episodes.isEmpty() && (inputs != inputSize || actions != actionSize)) {
          throw new BadInputException(
              "episode %d of %s has %d inputs and %d action elements, those before it %d and %d; clone"
                      .formatted(line.episode(), task, inputs, actions, inputSize, actionSize)
                  + " tasks of one shape together");
        }
        inputSize = inputs;
        actionSize = actions;
        episodes.add(episode);
      }
    }
    return new CloningData(inputSize, actionSize, episodes);
  }

  private static CloningData.Episode episode(
      Demonstration demonstration, InputBlocks blocks, boolean executed) {
    int steps = demonstration.steps();
    Episode told =
        Episode.seed(0)
            .withTask(demonstration.line().task())
            .withInstruction(demonstration.instruction());
    List<float[]> parts = new ArrayList<>();
    int size = 0;
    for (String block : blocks.names()) {
      float[] part = rows(demonstration, block, blocks, told, steps);
      parts.add(part);
      size += part.length / steps;
    }
    float[] inputs = new float[steps * size];
    int column = 0;
    for (float[] part : parts) {
      int width = part.length / steps;
      for (int step = 0; step < steps; step++) {
        System.arraycopy(part, step * width, inputs, step * size + column, width);
      }
      column += width;
    }
    NpyArray actions = executed ? demonstration.executedAction() : demonstration.action();
    return new CloningData.Episode(inputs, actions.toFloats());
  }

  /** The rows of a block before each step. */
  private static float[] rows(
      Demonstration demonstration, String block, InputBlocks blocks, Episode told, int steps) {
    if (demonstration.names().contains("obs_" + block)) {
      float[] all = demonstration.observation(block).toFloats();
      float[] before = new float[all.length / (steps + 1) * steps];
      System.arraycopy(all, 0, before, 0, before.length);
      return before;
    }
    float[] row =
        blocks
            .episodeBlock(block, told)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "the demonstrations have no block '%s'; they have %s"
                            .formatted(block, demonstration.names())));
    float[] repeated = new float[row.length * steps];
    for (int step = 0; step < steps; step++) {
      System.arraycopy(row, 0, repeated, step * row.length, row.length);
    }
    return repeated;
  }
}
