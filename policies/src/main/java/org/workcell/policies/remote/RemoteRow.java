package org.workcell.policies.remote;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;

/**
 * An environment as the process knows it: a number that stays the same, the episode that runs there
 * and the latest answer. Used by the thread that asks, and by the one that exchanges messages while
 * the former waits.
 */
final class RemoteRow {

  private final int id;
  private final int playedSteps;
  private final double[] answer;
  private final double[] expertAction;
  private final BatchRow view = new BatchRow();
  private Episode episode;
  private boolean begins;
  private int asked;
  private Expert expert;
  private int expertAskedAt;
  private BatchStorage batch;
  private int index;

  /**
   * A row without an episode.
   *
   * @param chunkSteps actions of one answer
   * @param playedSteps how many of them are carried out
   */
  RemoteRow(int id, int actionSize, int chunkSteps, int playedSteps) {
    this.id = id;
    this.playedSteps = playedSteps;
    this.answer = new double[chunkSteps * actionSize];
    this.expertAction = new double[actionSize];
  }

  int id() {
    return id;
  }

  Episode episode() {
    return episode;
  }

  /** A new episode begins here; the process is told of it when it is asked next. */
  void start(Episode next) {
    episode = next;
    begins = true;
    asked = 0;
    expert = null;
    expertAskedAt = -1;
  }

  /** Where the observation lies that is asked about next. */
  void place(BatchStorage storage, int row) {
    if (episode == null) {
      throw new IllegalStateException(
          "row %d has no episode; call start for it first".formatted(id));
    }
    batch = storage;
    index = row;
  }

  /** Whether the process has not been told of the episode yet. */
  boolean begins() {
    return begins;
  }

  BatchStorage batch() {
    return batch;
  }

  int index() {
    return index;
  }

  /** The control step of the episode, from 0, whose observation is asked about. */
  int step() {
    return asked * playedSteps;
  }

  /** Where the process's answer goes. */
  double[] answer() {
    return answer;
  }

  /** The process has answered. */
  void answered() {
    begins = false;
    asked++;
  }

  /**
   * What the task's expert does. It is asked once for each observation, however often the process
   * asks; an expert that is first asked in the middle of an episode begins there.
   *
   * @throws IllegalStateException if there is none that can be asked
   */
  double[] expertAction() {
    if (expertAskedAt != asked) {
      if (expert == null) {
        expert = newExpert();
      }
      view.moveTo(batch, index);
      expert.act(view, expertAction);
      expertAskedAt = asked;
    }
    return expertAction;
  }

  private Expert newExpert() {
    ExpertDefinition definition =
        episode
            .expert()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "task %s has no expert for these actions".formatted(episode.task())));
    if (definition.readsScene() && episode.scene().isEmpty()) {
      throw new IllegalStateException(
          "the expert of task %s reads the simulation beside the observations, which reports say; a"
                  .formatted(episode.task())
              + " policy that asks it declares reads_scene = True");
    }
    Expert made = definition.newExpert().get();
    made.start(episode);
    return made;
  }
}
