package mine;

import java.util.List;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Actions of -1 to 1 become joint velocities of -2 to 2 rad/s. */
final class JointVelocities implements Controller {

  static final int SUBSTEPS = 4;
  static final CommandSpec COMMAND =
      new CommandSpec(
          List.of(
              new CommandSpec.Component("shoulder", "rad/s", CommandSpec.Kind.VELOCITY),
              new CommandSpec.Component("elbow", "rad/s", CommandSpec.Kind.VELOCITY)));

  private static final double RADIANS_PER_SECOND = 2;

  @Override
  public CommandSpec commandSpec() {
    return COMMAND;
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    for (int i = 0; i < command.length; i++) {
      command[i] = RADIANS_PER_SECOND * Math.max(-1, Math.min(1, action[i]));
    }
  }

  @Override
  public void advance(double[] command, Physics physics) {
    physics.ctrl().write(0, command);
    physics.step(SUBSTEPS);
  }

  @Override
  public void save(StateWriter writer) {
    // Nothing: controls are part of the physics state.
  }

  @Override
  public void load(StateReader reader) {
    // See save.
  }
}
