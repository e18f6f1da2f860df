package org.workcell.sim.environment;

import java.util.List;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.task.EpisodeStart;

/**
 * Randomizes the episodes of one environment. Everything follows from the seeds of the episode; one
 * thread at a time. In a snapshot lies what rebuilds the appearance and the drawn values; edits
 * that change the physics are in the snapshot already.
 */
public interface EpisodeRandomizer extends StatePart {

  /** A new episode begins. */
  void start(SeedStreams seeds);

  /** May widen what the task draws its context from. */
  void beforeTask(EpisodeStart episode);

  /**
   * Changes model and state after the task has put the scene into its initial state.
   *
   * @return whether positions were changed, so that the task has to read them again
   */
  boolean afterTask(EpisodeStart episode);

  /**
   * Adds what changes images and nothing else. Called once an episode, and only if somebody looks.
   */
  void appearance(ModelEdits target);

  /** What happens to the images of this episode after they were drawn. */
  ImageFilter imageFilter();

  /** Filters of commands, in the order of application; the same ones in every episode. */
  List<CommandFilter> commandFilters();

  /** Filters of observations, in the order of application; the same ones in every episode. */
  List<ObservationFilter> observationFilters();

  /** The task in words, in this episode. */
  String instruction(String original);

  /** All values drawn for this episode, by name. */
  List<EpisodeRecord.Drawn> drawn();
}
