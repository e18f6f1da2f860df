package org.workcell.sim.vector;

import java.util.StringJoiner;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * What the further results of a row depend on, besides what the row shows.
 *
 * @param member the task that the row has
 * @param spec what identifies its environment, as text
 * @param seeds where the seeds of its next episodes come from
 * @param shown the episode that the row shows
 * @param snapshot of the running episode; null where none runs
 */
record RowState(int member, String spec, EpisodeSeeds.State seeds, Shown shown, Snapshot snapshot) {

  /** An episode, as rows show it. */
  record Shown(int task, int variation, long seed, String words) {}

  /** What must agree between the environment that was saved and the one that goes on. */
  static String text(EnvironmentSpec spec) {
    StringJoiner text = new StringJoiner("; ");
    text.add(spec.id());
    text.add("profile " + spec.options().profile().label());
    text.add("settings " + spec.options().settingsOfEpisodes());
    text.add("horizon " + spec.horizon());
    text.add("ignores terminations " + spec.ignoresTerminations());
    text.add("engine " + spec.engine().label());
    text.add("assets " + spec.assetPack() + " " + spec.assetsSha256());
    text.add("command path " + spec.commandPath().label());
    text.add("randomization " + spec.randomization());
    return text.toString();
  }

  void write(StateWriter writer) {
    writer.putInt(member);
    writer.putString(spec);
    writer.putBoolean(seeds.given());
    writer.putLong(seeds.rootSeed());
    writer.putLong(seeds.episode());
    writer.putInt(shown.task());
    writer.putInt(shown.variation());
    writer.putLong(shown.seed());
    writer.putString(shown.words());
    writer.putBoolean(snapshot != null);
    if (snapshot != null) {
      writer.putBytes(snapshot.toBytes());
    }
  }

  /**
   * Reads the state of a row.
   *
   * @throws IllegalArgumentException if it is none of a vector with these tasks
   */
  static RowState read(StateReader reader, VectorMembers members) {
    int member = reader.getInt();
    String spec = reader.getString();
    EpisodeSeeds.State seeds =
        new EpisodeSeeds.State(reader.getBoolean(), reader.getLong(), reader.getLong());
    Shown shown = new Shown(reader.getInt(), reader.getInt(), reader.getLong(), reader.getString());
    Snapshot snapshot = reader.getBoolean() ? Snapshot.fromBytes(reader.getBytes()) : null;
    int tasks = members.ids().size();
    if (member < 0
        || member >= tasks
        || shown.task() < 0
        || shown.task() >= tasks
        || shown.variation() < 0
        || shown.variation() >= members.task(shown.task()).variations().size()
        || seeds.episode() < 0) {
      throw new IllegalArgumentException("the saved state names tasks or variations out of range");
    }
    return new RowState(member, spec, seeds, shown, snapshot);
  }
}
