package org.workcell.tasks.rlbench.control;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Kind;
import org.workcell.sim.control.CommandSpec.Tracked;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;

/**
 * Torques of the joints, beside the compensated gravity, for one control step. Episodes turn the
 * joints' servos into motors by {@link #prepare}. One thread at a time; allocates nothing.
 */
public final class TorqueController implements Controller {

  private static final double[] LARGEST = {87, 87, 87, 87, 12, 12, 12};

  private final boolean continuousGripper;
  private final int[] controls = new int[TabletopRobot.JOINTS + 2];

  TorqueController(boolean continuousGripper, Physics physics) {
    this.continuousGripper = continuousGripper;
    for (int i = 0; i < controls.length; i++) {
      controls[i] = i;
    }
  }

  static BlockSpec action(boolean continuousGripper) {
    double[] low = new double[TabletopRobot.JOINTS + 1];
    double[] high = new double[TabletopRobot.JOINTS + 1];
    for (int i = 0; i < TabletopRobot.JOINTS; i++) {
      low[i] = -LARGEST[i];
      high[i] = LARGEST[i];
    }
    high[TabletopRobot.JOINTS] = continuousGripper ? TabletopRobot.OPEN_METRES : 1;
    return BlockSpec.vector("action", DataType.FLOAT64, low, high);
  }

  static CommandSpec command() {
    List<Component> all = new ArrayList<>();
    for (String joint : TabletopRobot.jointNames()) {
      all.add(new Component(joint + "_torque", "N m", Kind.TORQUE, Tracked.joint(joint)));
    }
    all.add(new Component("gripper_opening", "m", Kind.POSITION, Tracked.joint("left_finger")));
    return new CommandSpec(all);
  }

  /** Turns the joints' servos into motors for this episode. */
  public static void prepare(EpisodeStart episode) {
    int columns = 10;
    for (int i = 0; i < TabletopRobot.JOINTS; i++) {
      double[] gain = new double[columns];
      gain[0] = 1;
      episode.editRow(ModelField.ACTUATOR_GAINPRM, i, gain);
      episode.editRow(ModelField.ACTUATOR_BIASPRM, i, new double[columns]);
      episode.editRow(ModelField.ACTUATOR_CTRLRANGE, i, -LARGEST[i], LARGEST[i]);
    }
  }

  @Override
  public void start(Physics physics) {
    for (int i = 0; i < TabletopRobot.JOINTS; i++) {
      physics.ctrl().set(controls[i], 0);
    }
  }

  @Override
  public CommandSpec commandSpec() {
    return command();
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    for (int i = 0; i < TabletopRobot.JOINTS; i++) {
      command[i] = Math.min(Math.max(action[i], -LARGEST[i]), LARGEST[i]);
    }
    double number = action[TabletopRobot.JOINTS];
    double discrete = number > 0.5 ? TabletopRobot.OPEN_METRES : 0;
    command[TabletopRobot.JOINTS] =
        continuousGripper ? Math.min(Math.max(number, 0), TabletopRobot.OPEN_METRES) : discrete;
  }

  @Override
  public void advance(double[] command, Physics physics) {
    for (int i = 0; i < TabletopRobot.JOINTS; i++) {
      physics.ctrl().set(controls[i], command[i]);
    }
    double opening = command[TabletopRobot.JOINTS];
    boolean squeezes = opening == 0 && !continuousGripper;
    double aim = squeezes ? TabletopRobot.SQUEEZING_METRES : opening;
    physics.ctrl().set(controls[TabletopRobot.JOINTS], aim);
    physics.ctrl().set(controls[TabletopRobot.JOINTS + 1], aim);
    physics.step(TabletopRobot.SUBSTEPS);
  }

  @Override
  public void save(StateWriter writer) {}

  @Override
  public void load(StateReader reader) {}
}
