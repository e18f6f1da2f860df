package org.workcell.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.task.ResetOptions;

/**
 * An episode as data sets have it: everything has a row for each step. Row t holds what was
 * observed before {@code action[t]}, unless the source was told otherwise.
 *
 * @param identity which episode it is
 * @param steps what was done
 * @param observation blocks of numbers by name, [T][...]
 * @param images of each camera
 * @param simulation the states of the simulation; absent where nobody asked for them
 */
public record SetEpisode(
    Identity identity,
    Steps steps,
    Map<String, NpyArray> observation,
    List<Images> images,
    Optional<Simulation> simulation) {

  /**
   * Which episode it is.
   *
   * @param task id of the task
   * @param instruction the task in words, as this episode had it
   * @param controlPeriodSeconds simulated time between two steps
   */
  public record Identity(String task, String instruction, double controlPeriodSeconds) {}

  /**
   * What was done in each step.
   *
   * @param action what the policy asked for, [T][A]
   * @param executedAction what was carried out; absent where it is the same by design
   * @param reward float64, [T]
   * @param success bool, whether the step met the success rule, [T]
   */
  public record Steps(
      NpyArray action, Optional<NpyArray> executedAction, NpyArray reward, NpyArray success) {

    /** How many there are. */
    public int count() {
      return action.rows();
    }

    Steps select(int[] rows) {
      return new Steps(
          Rows.of(action, rows),
          executedAction.map(values -> Rows.of(values, rows)),
          Rows.of(reward, rows),
          Rows.of(success, rows));
    }
  }

  /**
   * The simulation behind an episode.
   *
   * @param modelXml the scene as one MJCF text
   * @param states time, joint positions and velocities before each step, float64 [T][1 + nq + nv]
   * @param start how the episode starts that the states can be shown in again
   */
  public record Simulation(String modelXml, NpyArray states, ResetOptions start) {

    Simulation select(int[] rows) {
      return new Simulation(modelXml, Rows.of(states, rows), start);
    }
  }

  /** Number of steps. */
  public int count() {
    return steps.count();
  }

  /** Some steps of the episode, in this order, with all that belongs to them. */
  public SetEpisode select(int[] rows) {
    Map<String, NpyArray> selected = new LinkedHashMap<>();
    observation.forEach((name, values) -> selected.put(name, Rows.of(values, rows)));
    return new SetEpisode(
        identity,
        steps.select(rows),
        selected,
        images.stream().map(each -> each.select(rows)).toList(),
        simulation.map(each -> each.select(rows)));
  }
}
