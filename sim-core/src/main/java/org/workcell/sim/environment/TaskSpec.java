package org.workcell.sim.environment;

import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.command.CommandSpec;

/**
 * What a task looks like from outside, before engine and assets are chosen.
 *
 * @param id suite and name with version, for example {@code metaworld/reach-v3}
 * @param instruction the task in words
 * @param action what a caller sends
 * @param observation what a caller gets, as named blocks
 * @param infoColumns names of the numbers that accompany each step
 * @param context the vector that fully determines an initial state
 * @param command what a controller makes of an action
 * @param controlPeriodSeconds simulated time between two actions
 * @param horizon steps after which an episode is truncated
 * @param cameras names of the cameras of the scene
 * @param successRule the success rule in words
 */
public record TaskSpec(
    String id,
    String instruction,
    BlockSpec action,
    List<BlockSpec> observation,
    List<String> infoColumns,
    BlockSpec context,
    CommandSpec command,
    double controlPeriodSeconds,
    int horizon,
    List<String> cameras,
    String successRule) {

  /** Takes defensive copies. */
  public TaskSpec {
    observation = List.copyOf(observation);
    infoColumns = List.copyOf(infoColumns);
    cameras = List.copyOf(cameras);
  }

  /** The suite's part of the id. */
  public String suite() {
    return id.substring(0, id.indexOf('/'));
  }

  /** What a batch of this task holds. */
  public BatchLayout layout() {
    return new BatchLayout(action, observation, infoColumns);
  }
}
