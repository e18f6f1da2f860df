package org.workcell.datasets.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.FlatState;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.ResetOptions;

/**
 * A recorded episode that is rebuilt, action by action. Looking at it changes nothing. One thread
 * at a time.
 */
public final class Replay implements AutoCloseable {

  private static final int ROW = 0;

  private final SimulatedEnvironment environment;
  private final EpisodeResult recorded;
  private final EpisodeRecordLine record;
  private final Set<String> replaced;
  private final BatchStorage storage;
  private final byte[] actions;
  private final byte[] action;
  private boolean started;
  private int played;
  private RuntimeException failure;

  /**
   * Resets an environment to the start of an episode.
   *
   * @param environment as the episode was recorded in; closed with the replay, or at once if the
   *     record does not fit it
   * @param recorded how the episode ended
   * @param record from what it is rebuilt
   * @throws IllegalArgumentException if the record is none of this environment's
   */
  public Replay(
      SimulatedEnvironment environment, EpisodeResult recorded, EpisodeRecordLine record) {
    this(environment, recorded, record, Set.of());
  }

  /**
   * As above, where some settings of the environment are not those of the record.
   *
   * @param replaced names of settings that name files, which have moved; not compared, because the
   *     checksum of the scene says whether the files are the same
   * @throws IllegalArgumentException if the record is none of this environment's
   */
  public Replay(
      SimulatedEnvironment environment,
      EpisodeResult recorded,
      EpisodeRecordLine record,
      Set<String> replaced) {
    this.environment = environment;
    this.recorded = recorded;
    this.record = record;
    this.replaced = Set.copyOf(replaced);
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.action = new byte[storage.action().rowBytes()];
    try {
      this.actions = record.actionBytes();
      if (actions.length % action.length != 0) {
        throw new IllegalArgumentException(
            "its record holds %d bytes of actions, which are no multiple of %d; restore the file"
                .formatted(actions.length, action.length));
      }
      environment.spec().requireValid(start());
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
    reset();
  }

  /** An episode that failed at its reset has no context. */
  private ResetOptions start() {
    ResetOptions start = ResetOptions.seed(record.seed()).withVariation(record.variation());
    double[] context = record.context().stream().mapToDouble(Double::doubleValue).toArray();
    return context.length == 0 ? start : start.withContext(context);
  }

  private void reset() {
    try {
      environment.reset(start(), storage, ROW);
      started = true;
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** How the episode ended when it was recorded. */
  public EpisodeResult recorded() {
    return recorded;
  }

  /** Whether there is anything to look at: a reset may have failed. */
  public boolean started() {
    return started;
  }

  /** Whether there is an action left to play. */
  public boolean hasNext() {
    return failure == null
        && started
        && !environment.needsReset()
        && played * action.length < actions.length;
  }

  /**
   * Plays the next action. A failure ends the episode; {@link #differences} judges it.
   *
   * @return whether the step was taken
   */
  public boolean next() {
    System.arraycopy(actions, played * action.length, action, 0, action.length);
    storage.action().putRowBytes(ROW, action);
    played++;
    try {
      environment.step(storage, ROW);
      return true;
    } catch (RuntimeException e) {
      failure = e;
      return false;
    }
  }

  /** Steps that were taken; one that failed does not count. */
  public int steps() {
    return started ? environment.statistics().steps() : 0;
  }

  /** The results of the last step, or of the reset, in row 0; to be read only. */
  public BatchStorage results() {
    return storage;
  }

  /** Simulated time between two steps. */
  public double controlPeriodSeconds() {
    return environment.spec().task().controlPeriodSeconds();
  }

  /** The model that the simulation is of, the episode's changes left out. */
  public Model scene() {
    return environment.physics().scene();
  }

  /** Time, joint positions and joint velocities now; see {@link FlatState}. */
  public double[] flatState() {
    return FlatState.read(environment.physics());
  }

  /** Takes over what an image of the episode shows now, its randomized looks included. */
  public void captureView(ViewState target) {
    environment.captureView(target);
  }

  /**
   * In what this episode differs from the recorded one, numbers compared to the bit; empty if in
   * nothing. A premise of which the recording says nothing is not compared. Asked for at its end.
   */
  public List<String> differences() {
    EpisodeStatistics statistics =
        started ? environment.statistics() : EpisodeStatistics.NOT_STARTED;
    EpisodeResult.Identity identity =
        new EpisodeResult.Identity(
            recorded.key(), recorded.cell(), record.seed(), record.variation());
    EpisodeResult again = EpisodeResult.of(identity, statistics, failureAgain());
    EpisodeResult compared = recorded.premise() == null ? again.withoutPremise() : again;
    List<String> found = new ArrayList<>(JsonDifferences.between(recorded, compared));
    if (started && !record.context().isEmpty()) {
      EpisodeRecord rebuilt = environment.record();
      found.addAll(
          JsonDifferences.between(
              comparable(record), comparable(EpisodeRecordLine.of(identity, rebuilt))));
    }
    return found;
  }

  /** A policy that failed leaves its message only: nothing of the simulation failed with it. */
  private Optional<String> failureAgain() {
    if (failure != null) {
      return Optional.of(EpisodeResult.explain(failure));
    }
    boolean everyActionSucceeded = played * action.length == actions.length && started;
    return everyActionSucceeded && recorded.steps() == played
        ? Optional.ofNullable(recorded.error())
        : Optional.empty();
  }

  /**
   * Without the actions, which were played and whose compressed bytes may depend on the machine,
   * without the choice of markers, on which no episode depends, and without files that moved.
   */
  private ObjectNode comparable(EpisodeRecordLine line) {
    ObjectNode tree = Json.mapper().<ObjectNode>valueToTree(line).without("actions");
    ObjectNode settings = tree.withObject("/settings");
    settings.remove("markers");
    settings.remove(replaced);
    return tree;
  }

  /** Frees the environment. Idempotent. */
  @Override
  public void close() {
    environment.close();
  }
}
