package org.workcell.tasks.libero.placement;

import java.util.List;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Starts in which everything rests: each object of a start is lowered onto its support, as it is
 * oriented, and moved aside by less than 2 cm where it would cut into something else. Only
 * collision detection is asked, so a start is the same whoever computes it on one engine.
 *
 * <p>The model in use must have the fixtures at the place that the start says. On the thread of the
 * simulation.
 */
public final class SettledContexts {

  /** Leaves room for what settles by itself within the 2 cm of the premise. */
  private static final double FREEDOM = 0.019;

  private final TaskConfig config;
  private final Lowering lowering;

  /** For one task, in a simulation of its scene. */
  public SettledContexts(TaskConfig config, Physics physics) {
    this.config = config;
    this.lowering = new Lowering(config, physics);
  }

  /**
   * The settled form of a start. The simulation shows it afterwards.
   *
   * @throws IllegalArgumentException if an object has no free place on its support within 2 cm
   */
  public InitialState settle(InitialState start) {
    Lowering.Result result = lowering.lower(start, FREEDOM);
    List<Atom> unplaced = result.unplaced();
    if (!unplaced.isEmpty()) {
      throw new IllegalArgumentException(
          "this start of task %s cannot be settled: within 2 cm there is no free place for %s"
              .formatted(config.id(), unplaced));
    }
    return result.state();
  }

  /**
   * Starts an episode from the settled form of a stored state, and records that as its context. It
   * is worked out once for each scene.
   *
   * @param row which of the {@link StoredStates}
   * @throws IllegalArgumentException as {@link #settle}, or if there is no such state
   */
  public InitialState startStored(EpisodeStart episode, int row) {
    InitialState stored = StoredStates.initialState(config, row);
    InitialState.placeFixtures(config, stored.fixturePoses(), episode);
    episode.settle("settled start %d of %s".formatted(row, config.id()), () -> settle(stored));
    Physics physics = episode.physics();
    InitialState settled =
        new InitialState(
            physics.time().get(0),
            physics.qpos().toArray(),
            physics.qvel().toArray(),
            stored.fixturePoses());
    episode.useContext(settled.context());
    return settled;
  }
}
