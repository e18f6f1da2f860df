package org.workcell.tasks.kitchen;

import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Moves the robot's joints at velocities. An action is nine velocities in units of 2 rad/s (arm)
 * and 2 m/s (fingers); a command is the nine joint positions that they lead to in one control
 * period, which position servos then seek. One thread at a time; allocates nothing.
 *
 * <p>Compat starts from the positions of the last observation, noise included, and leaves gravity
 * to the servos, so that an arm told to rest sinks. Strict starts from the true positions and adds
 * to the servos' targets what they need to carry the arm's weight.
 */
final class PandaController implements Controller {

  /** Physics steps per control period. */
  static final int SUBSTEPS = 40;

  /** Duration of a control period. */
  static final double PERIOD_SECONDS = 0.08;

  private static final double VELOCITY_PER_UNIT = 2;

  /** What a target may be; radians, then metres. */
  private static final double[] TARGET_LOW = {-2.9, -1.8, -2.9, -3.1, -2.9, 0, -2.9, 0, 0};

  private static final double[] TARGET_HIGH = {2.9, 1.8, 2.9, 0, 2.9, 3.8, 2.9, 0.04, 0.04};

  /** Stiffness of the arm's servos, N m/rad. */
  private static final double[] STIFFNESS = {870, 870, 870, 870, 120, 120, 120};

  private static final CommandSpec COMMAND = new CommandSpec(components());

  private final boolean compat;
  private final DoubleArray bias;
  private final double[] observed = new double[KitchenScene.ROBOT];
  private final double[] support = new double[KitchenScene.ARM];

  PandaController(boolean compat, Physics physics) {
    this.compat = compat;
    this.bias = physics.array("qfrc_bias");
  }

  private static List<Component> components() {
    Stream<Component> targets =
        KitchenScene.ROBOT_JOINTS.stream()
            .map(
                joint ->
                    new Component(
                        joint + "_target",
                        joint.startsWith("finger") ? "m" : "rad",
                        CommandSpec.Kind.POSITION,
                        CommandSpec.Tracked.joint(KitchenScene.ROBOT_PREFIX + joint)));
    return targets.toList();
  }

  /** What {@link #commandSpec} of every controller of this kind returns. */
  static CommandSpec command() {
    return COMMAND;
  }

  @Override
  public CommandSpec commandSpec() {
    return COMMAND;
  }

  @Override
  public void start(Physics physics) {
    readSupport();
  }

  /** Takes note of the robot's positions as observed: the front of an observation. */
  void see(double[] observation) {
    System.arraycopy(observation, 0, observed, 0, observed.length);
  }

  @Override
  public void toCommand(double[] action, Physics physics, double[] command) {
    for (int i = 0; i < KitchenScene.ROBOT; i++) {
      double velocity = VELOCITY_PER_UNIT * clip(action[i], -1, 1);
      double position = compat ? observed[i] : physics.qpos().get(i);
      command[i] = clip(position + velocity * PERIOD_SECONDS, TARGET_LOW[i], TARGET_HIGH[i]);
    }
  }

  private static double clip(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  @Override
  public void advance(double[] command, Physics physics) {
    for (int i = 0; i < KitchenScene.ROBOT; i++) {
      double carried = i < KitchenScene.ARM && !compat ? support[i] : 0;
      physics.ctrl().set(i, command[i] + carried);
    }
    physics.step(SUBSTEPS);
    readSupport();
  }

  /** How far beyond its target a servo has to aim to carry the arm's weight. */
  private void readSupport() {
    for (int i = 0; i < KitchenScene.ARM; i++) {
      support[i] = bias.get(i) / STIFFNESS[i];
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(observed);
    writer.putDoubles(support);
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(observed);
    reader.getDoubles(support);
  }
}
