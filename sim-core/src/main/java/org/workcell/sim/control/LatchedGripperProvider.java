package org.workcell.sim.control;

import java.util.List;
import java.util.Locale;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * A latched three-way gripper, as reinforcement learning often uses it. The last element of the
 * action lies in [-1, 1]: its lower third sends the gripper to the lower end of the task's own
 * range, its upper third to the upper end, and what lies between keeps the last command. In
 * MetaWorld the lower end opens and the upper end closes. Until the first command the gripper gets
 * the middle of its range.
 */
public final class LatchedGripperProvider implements ActionAdapterProvider {

  private static final double THIRD = 1.0 / 3;

  @Override
  public String name() {
    return "latched-gripper";
  }

  @Override
  public String description() {
    return "the last action element, a gripper, becomes three-way and latched: below -1/3 one end"
        + " of its range, above 1/3 the other, between them as before; no parameters";
  }

  @Override
  public ActionAdapterFactory create(String parameters) {
    if (!parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "latched-gripper has no parameters, and '%s' is given".formatted(parameters));
    }
    return new Factory();
  }

  private record Factory() implements ActionAdapterFactory {

    @Override
    public String identity() {
      return "latched-gripper";
    }

    @Override
    public void requireFits(CommandSpec command) {
      List<CommandSpec.Component> components = command.components();
      String last = components.get(components.size() - 1).name();
      if (!last.toLowerCase(Locale.ROOT).contains("gripper")) {
        throw new IllegalArgumentException(
            "latched-gripper needs a task whose last action element is a gripper; here the last one"
                + " drives '%s'".formatted(last));
      }
    }

    @Override
    public BlockSpec actionSpace(BlockSpec taskAction) {
      double[] low = taskAction.low();
      double[] high = taskAction.high();
      int gripper = taskAction.size() - 1;
      if (!Double.isFinite(low[gripper]) || !Double.isFinite(high[gripper])) {
        throw new IllegalArgumentException(
            "latched-gripper needs a gripper with a finite range, not %s..%s"
                .formatted(low[gripper], high[gripper]));
      }
      low[gripper] = -1;
      high[gripper] = 1;
      return new BlockSpec(taskAction.name(), taskAction.type(), taskAction.shape(), low, high);
    }

    @Override
    public ActionAdapter newAdapter(BlockSpec taskAction, Model scene) {
      int gripper = taskAction.size() - 1;
      return new Adapter(gripper, taskAction.low()[gripper], taskAction.high()[gripper]);
    }
  }

  /** Remembers the last command. */
  private static final class Adapter implements ActionAdapter {

    private final int gripper;
    private final double low;
    private final double high;
    private double latched;

    Adapter(int gripper, double low, double high) {
      this.gripper = gripper;
      this.low = low;
      this.high = high;
    }

    @Override
    public void start(SeedStreams seeds) {
      latched = (low + high) / 2;
    }

    @Override
    public void adapt(double[] given, Physics physics, double[] action) {
      System.arraycopy(given, 0, action, 0, gripper);
      if (given[gripper] < -THIRD) {
        latched = low;
      } else if (given[gripper] > THIRD) {
        latched = high;
      }
      action[gripper] = latched;
    }

    @Override
    public void save(StateWriter writer) {
      writer.putDouble(latched);
    }

    @Override
    public void load(StateReader reader) {
      latched = reader.getDouble();
    }
  }
}
