package org.workcell.tasks.rlbench.control;

import java.util.List;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Tells a monitor when the fingers have closed and when they open, in modes of one control step.
 * One thread at a time.
 */
public final class AttachingController implements Controller {

  private static final double FINGERS_STAND = 0.002;

  private final Controller inner;
  private final StepMonitor monitor;
  private final int[] fingers;
  private final DoubleArray velocities;
  private double opening = TabletopRobot.OPEN_METRES;

  /** A controller around another one, whose last command is the opening of the fingers. */
  public AttachingController(Controller inner, Physics physics, StepMonitor monitor) {
    this.inner = inner;
    this.monitor = monitor;
    this.velocities = physics.qvel();
    this.fingers =
        TabletopRobot.fingers().stream().mapToInt(physics.scene()::velocityAddress).toArray();
  }

  @Override
  public void start(Physics physics) {
    inner.start(physics);
    opening = TabletopRobot.OPEN_METRES;
  }

  @Override
  public CommandSpec commandSpec() {
    return inner.commandSpec();
  }

  @Override
  public List<ActuatorStage> stages() {
    return inner.stages();
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    inner.toCommand(action, physics, command);
  }

  @Override
  public void advance(double[] command, Physics physics) {
    double wanted = command[command.length - 1];
    if (wanted > opening) {
      monitor.opening();
    }
    boolean closing = wanted < TabletopRobot.OPEN_SHARE * TabletopRobot.OPEN_METRES;
    opening = wanted;
    inner.advance(command, physics);
    if (closing && fingersStand()) {
      monitor.closed();
    }
  }

  private boolean fingersStand() {
    for (int finger : fingers) {
      if (Math.abs(velocities.get(finger)) > FINGERS_STAND) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void save(StateWriter writer) {
    inner.save(writer);
    writer.putDouble(opening);
  }

  @Override
  public void load(StateReader reader) {
    inner.load(reader);
    opening = reader.getDouble();
  }
}
