package org.workcell.sim2real.replay;

import java.util.EnumSet;
import org.workcell.sim2real.model.JointLimits;
import org.workcell.sim2real.model.RobotSetup;

/** A simulated robot that goes through a log row by row, by the rules of {@link WindowRunner}. */
public final class RowSimulation implements RowSystem {

  /** Adds the changes of the caller. */
  private static final class Changes implements ReplayFilter {

    private int joints;
    private double[] past;
    private double[] now;

    @Override
    public void start(ReplayLog log, int row) {
      joints = log.joints().size();
    }

    @Override
    public void past(int row, double[] command) {
      if (past != null) {
        for (int i = 0; i < joints; i++) {
          command[i] += past[row * joints + i];
        }
      }
    }

    @Override
    public void command(int row, double[] position, double[] velocity, double[] command) {
      if (now != null) {
        for (int i = 0; i < joints; i++) {
          command[i] += now[i];
        }
      }
    }
  }

  private final Changes changes = new Changes();
  private final WindowRunner runner;
  private ReplayLog applied;
  private JointLimits limits;

  /** A simulation of its own of a setup without parameters to search for. */
  public RowSimulation(RobotSetup setup) {
    RowLayout none = new RowLayout(EnumSet.noneOf(Channel.class), 0, setup.model());
    this.runner = new WindowRunner(setup.newSimulation(), none, changes);
  }

  @Override
  public void start(ReplayLog log, int row, double[] pastChanges) {
    if (applied != log) {
      runner.simulation().apply(runner.simulation().setup().nominal(), log.meta());
      applied = log;
      limits = runner.simulation().limits(log.joints());
    }
    changes.past = pastChanges;
    runner.startAt(log, row);
  }

  @Override
  public void place(double[] position, double[] velocity) {
    runner.writeJoints(applied, position, velocity);
  }

  @Override
  public boolean step(ReplayLog log, int row, double[] change) {
    changes.now = change;
    return runner.stepRow(log, row);
  }

  @Override
  public void read(double[] position, double[] velocity) {
    runner.readJoints(applied, position, velocity);
  }

  @Override
  public void readTorques(double[] torque) {
    runner.readTorques(applied, torque);
  }

  @Override
  public JointLimits limits() {
    return limits;
  }

  @Override
  public void close() {
    runner.close();
  }
}
