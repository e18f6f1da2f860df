package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Replay;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.FlatState;
import org.workcell.sim.physics.Physics;

/**
 * What an episode did, as it was rebuilt. Not to be changed.
 *
 * @param result how it ended when it was recorded
 * @param periodSeconds between two steps
 * @param joints positions by step, the start first: rad or m
 * @param tip position in the last step, m; empty where the task shows none
 * @param measure name of the task's first info column
 * @param finalMeasure its value in the last step
 * @param touchingShare share of the steps with more contacts than at the start
 */
record EpisodeTrace(
    EpisodeResult result,
    double periodSeconds,
    List<double[]> joints,
    double[] tip,
    String measure,
    double finalMeasure,
    double touchingShare) {

  private static final String TIP = "tip_pose";
  private static final int MOST_CONTACTS = 200;

  /** Plays an episode to its end and closes the replay. */
  static EpisodeTrace of(Replay replay, EpisodeResult result) {
    try (replay;
        Physics reader = new Physics(replay.scene())) {
      Contacts contacts = new Contacts(MOST_CONTACTS);
      List<double[]> joints = new ArrayList<>();
      joints.add(positions(replay));
      int before = contacts(replay, reader, contacts);
      int touching = 0;
      while (replay.hasNext() && replay.next()) {
        joints.add(positions(replay));
        if (contacts(replay, reader, contacts) > before) {
          touching++;
        }
      }
      BatchStorage last = replay.results();
      List<String> columns = last.layout().infoColumns();
      return new EpisodeTrace(
          result,
          replay.controlPeriodSeconds(),
          joints,
          tip(last),
          columns.isEmpty() ? "" : columns.get(0),
          columns.isEmpty() ? 0 : last.info().get(0, 0),
          (double) touching / Math.max(1, joints.size() - 1));
    }
  }

  private static double[] positions(Replay replay) {
    return Arrays.copyOfRange(replay.flatState(), 1, 1 + replay.scene().positionCount());
  }

  private static int contacts(Replay replay, Physics reader, Contacts contacts) {
    FlatState.write(reader, replay.flatState());
    reader.readContacts(contacts);
    return contacts.size();
  }

  private static double[] tip(BatchStorage results) {
    List<String> names = results.layout().observation().stream().map(BlockSpec::name).toList();
    int block = names.indexOf(TIP);
    if (block < 0) {
      return new double[0];
    }
    double[] pose = new double[results.observation(block).spec().size()];
    results.observation(block).getRow(0, pose);
    return Arrays.copyOf(pose, 3);
  }

  /** Steps that were taken. */
  int steps() {
    return joints.size() - 1;
  }

  /** Joint positions after a step, or at the end of a shorter episode. */
  double[] positions(int step) {
    return joints.get(Math.min(step, steps()));
  }

  /** Distance of the tips at the end; not a number where there are none. */
  double tipApart(EpisodeTrace other) {
    if (tip.length == 0) {
      return Double.NaN;
    }
    double squares = 0;
    for (int i = 0; i < tip.length; i++) {
      squares += (tip[i] - other.tip[i]) * (tip[i] - other.tip[i]);
    }
    return Math.sqrt(squares);
  }
}
