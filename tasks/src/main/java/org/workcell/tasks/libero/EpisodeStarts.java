package org.workcell.tasks.libero;

import java.util.Optional;
import org.workcell.sim.physics.BadStateException;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.tasks.libero.placement.FreshPlacement;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.PremiseCheck;
import org.workcell.tasks.libero.placement.Resting;
import org.workcell.tasks.libero.placement.SettledContexts;
import org.workcell.tasks.libero.placement.UpstreamPlacement;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * In which state an episode begins: a chosen one or a draw, its objects lowered onto their supports
 * or not; and whether it is one that the task takes for granted. One thread at a time.
 */
final class EpisodeStarts {

  /** What has overlapped by less rests; upstream's samples cut into supports by centimetres. */
  private static final double DEEPEST_CONTACT_METRES = 0.001;

  private static final int MOST_CONTACTS = 1000;

  private final TaskConfig config;
  private final LiberoSettings settings;
  private final Physics physics;
  private final UpstreamPlacement upstream;
  private final FreshPlacement fresh;
  private final SettledContexts settled;
  private final PremiseCheck premise;
  private final Resting resting;
  private final Contacts contacts = new Contacts(MOST_CONTACTS);
  private final double[] state;

  EpisodeStarts(TaskConfig config, LiberoSettings settings, Physics physics) {
    this.config = config;
    this.settings = settings;
    this.physics = physics;
    this.upstream = new UpstreamPlacement(config, physics);
    this.fresh = new FreshPlacement(config, physics);
    this.settled = new SettledContexts(config, physics);
    this.premise = new PremiseCheck(config, physics);
    this.resting = new Resting(config, physics);
    this.state = new double[physics.stateSize()];
  }

  /**
   * Brings about the start of an episode and records its context: what the caller chose or the seed
   * drew, before anything was lowered. Everything is up to date afterwards.
   */
  InitialState bringAbout(EpisodeStart episode) {
    Optional<double[]> chosen = episode.chosenContext();
    if (chosen.isEmpty() && !settings.compat()) {
      InitialState drawn = fresh.draw(episode);
      physics.forward();
      return drawn;
    }
    InitialState given =
        chosen
            .map(context -> InitialState.ofContext(config, context))
            .orElseGet(() -> upstream.after(episode.seed()));
    given.apply(config, episode);
    physics.forward();
    if (!settings.settledStarts() || rests(given)) {
      return given;
    }
    InitialState lowered = settled.settle(given);
    lowered.write(physics);
    physics.forward();
    return lowered;
  }

  /** Whether objects stand on their supports already, as in a drawn start or a demonstration's. */
  private boolean rests(InitialState start) {
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.distance(i) < -DEEPEST_CONTACT_METRES) {
        return false;
      }
    }
    return premise.check(start).isTrue();
  }

  /**
   * Whether the task begins with what it takes for granted. Objects that are let go in the air are
   * given the time to come to rest, with the robot held where it is; then the state is the start
   * again. It does not hold where the simulation diverges meanwhile.
   */
  boolean premiseHolds(InitialState start) {
    if (settings.settledStarts()) {
      return premise.check(start).isTrue();
    }
    physics.readState(state);
    try {
      resting.simulate();
      return premise.check(start).isTrue();
    } catch (BadStateException e) {
      return false;
    } finally {
      physics.writeState(state);
    }
  }
}
