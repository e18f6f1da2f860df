package org.workcell.sim.policy;

import java.util.Optional;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;

/**
 * What a policy is told when an episode starts. Immutable; {@code with} methods return changed
 * copies.
 *
 * @param seeds the episode's randomness; a policy draws from streams of its own
 * @param task id of the task; empty where the caller does not say
 * @param instruction the task in words, as this episode has it
 * @param scene the simulation, to be read only, for experts that read the scene; absent where the
 *     caller has none at hand
 * @param expert the task's scripted expert, for policies that ask it; absent where the task has
 *     none or the caller does not offer it
 */
public record Episode(
    SeedStreams seeds,
    String task,
    String instruction,
    Optional<Physics> scene,
    Optional<ExpertDefinition> expert) {

  /** An episode without words or scene, for policies that need neither. */
  public static Episode seed(long seed) {
    return new Episode(new SeedStreams(seed), "", "", Optional.empty(), Optional.empty());
  }

  /** A copy of a task. */
  public Episode withTask(String id) {
    return new Episode(seeds, id, instruction, scene, expert);
  }

  /** A copy with an instruction. */
  public Episode withInstruction(String words) {
    return new Episode(seeds, task, words, scene, expert);
  }

  /** A copy whose scene can be read. */
  public Episode withScene(Physics simulation) {
    return new Episode(seeds, task, instruction, Optional.of(simulation), expert);
  }

  /** A copy whose expert can be asked. */
  public Episode withExpert(Optional<ExpertDefinition> definition) {
    return new Episode(seeds, task, instruction, scene, definition);
  }
}
