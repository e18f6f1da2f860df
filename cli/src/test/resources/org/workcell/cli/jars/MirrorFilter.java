package other;

import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.control.CommandFilterProvider;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Changes the sign of every command. */
public final class MirrorFilter implements CommandFilterProvider {

  @Override
  public String name() {
    return "mirror";
  }

  @Override
  public String description() {
    return "changes the sign of every command";
  }

  @Override
  public CommandFilterFactory create(String parameters) {
    return new CommandFilterFactory() {
      @Override
      public String identity() {
        return "mirror";
      }

      @Override
      public CommandFilter newFilter(CommandSpec command, Model scene) {
        return new Mirror();
      }
    };
  }

  private static final class Mirror implements CommandFilter {

    @Override
    public void start(SeedStreams seeds) {}

    @Override
    public void apply(double[] command, Physics physics) {
      for (int i = 0; i < command.length; i++) {
        command[i] = -command[i];
      }
    }

    @Override
    public void save(StateWriter writer) {}

    @Override
    public void load(StateReader reader) {}
  }
}
