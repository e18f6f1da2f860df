package org.workcell.sim.batch;

/** What a policy may see of one environment: its published observation and nothing else. */
public interface Observation {

  /** One element of a block. */
  double get(int block, int index);

  /** Copies a whole block into the front of {@code target}. */
  void read(int block, double[] target);
}
