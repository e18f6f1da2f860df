package org.workcell.tasks.arm;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.control.ControllerFactory;
import org.workcell.sim.control.DeltaOrigin;
import org.workcell.sim.control.JointPositionController;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the joints by their position servos and remembers the last command, which observations
 * show. One thread at a time; allocates nothing.
 */
final class ArmController implements Controller {

  private final JointPositionController inner;
  private final double[] last;

  ArmController(ArmSettings settings, Physics physics) {
    this.inner = factory(settings).newController(physics);
    this.last = new double[inner.commandSpec().size()];
  }

  /** What controllers with these settings read and make, without a scene. */
  static ControllerFactory<JointPositionController> factory(ArmSettings settings) {
    JointPositionController.Builder builder =
        JointPositionController.builder(settings.robot().servoArm(settings.substeps()));
    return settings.absolute()
        ? builder.normalized().build()
        : builder.delta(settings.unitsPerAction(), 1, DeltaOrigin.TARGET).build();
  }

  /**
   * An episode begins.
   *
   * @param positions of the joints, which count as the last command; the gripper is closed
   */
  void start(double[] positions, Physics physics) {
    Arrays.fill(last, 0);
    System.arraycopy(positions, 0, last, 0, positions.length);
    start(physics);
  }

  @Override
  public void start(Physics physics) {
    inner.start(physics);
  }

  /** The last command: targets of the joints, then the gripper's opening; a live view. */
  double[] last() {
    return last;
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
    System.arraycopy(command, 0, last, 0, last.length);
  }

  @Override
  public void advance(double[] command, Physics physics) {
    inner.advance(command, physics);
  }

  @Override
  public void save(StateWriter writer) {
    inner.save(writer);
    writer.putDoubles(last);
  }

  @Override
  public void load(StateReader reader) {
    inner.load(reader);
    reader.getDoubles(last);
  }
}
