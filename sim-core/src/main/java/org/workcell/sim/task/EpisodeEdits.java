package org.workcell.sim.task;

import org.workcell.sim.physics.ModelField;

/**
 * Changes of the model in a running episode, for example of the relative pose at which something is
 * attached. They belong to the episode: snapshots hold them, and the next reset forgets them.
 */
@FunctionalInterface
public interface EpisodeEdits {

  /** Changes the row of one object, at once; allocates. Only while an episode starts or steps. */
  void editRow(ModelField field, int row, double... values);
}
