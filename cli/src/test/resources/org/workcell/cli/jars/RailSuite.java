package other;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.SceneRoles.Interval;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** One task: a slider on a rail, whose reward is the force that drives it. */
public final class RailSuite implements Suite {

  private static final CommandSpec COMMAND =
      new CommandSpec(List.of(new CommandSpec.Component("force", "N", CommandSpec.Kind.FORCE)));

  @Override
  public String name() {
    return "rail";
  }

  @Override
  public List<TaskDefinition> tasks() {
    return List.of(new Slide());
  }

  private static final class Slide implements TaskDefinition {

    @Override
    public String id() {
      return "rail/slide-v1";
    }

    @Override
    public List<TaskSetting> settings() {
      return List.of();
    }

    @Override
    public TaskSpec spec(TaskOptions options) {
      return TaskSpec.builder(id())
          .instruction("slide along the rail")
          .action(BlockSpec.vector("action", DataType.FLOAT64, 1, -1, 1))
          .observation(BlockSpec.vector("observation", DataType.FLOAT64, 1, -10, 10))
          .infoColumns(List.of())
          .context(BlockSpec.vector("context", DataType.FLOAT64, 1, -1, 1))
          .command(COMMAND)
          .controlPeriodSeconds(0.1)
          .horizon(10)
          .successRule("never")
          .build();
    }

    @Override
    public SceneRoles roles() {
      Interval side = new Interval(2, 4);
      return SceneRoles.builder()
          .subject("slider", "")
          .clutter(new SceneRoles.TableArea(side, side, 0))
          .build();
    }

    @Override
    public SceneFiles scene() {
      return new SceneFiles("other", "rail.xml", "rail.xml");
    }

    @Override
    public Task newTask(Physics physics, TaskOptions options) {
      return new Run(physics);
    }

    @Override
    public EngineCalls engineCalls(TaskOptions options) {
      return new EngineCalls(1, false, false, 0, 0);
    }

    @Override
    public Optional<ExpertDefinition> expert(TaskOptions options) {
      return Optional.empty();
    }
  }

  private record Run(Physics physics) implements Task, Controller {

    @Override
    public Controller controller() {
      return this;
    }

    @Override
    public CommandSpec commandSpec() {
      return COMMAND;
    }

    @Override
    public void toCommand(double[] action, Physics unused, double[] command) {
      command[0] = action[0];
    }

    @Override
    public void advance(double[] command, Physics unused) {
      physics.ctrl().write(0, command);
      physics.step(1);
    }

    @Override
    public void start(EpisodeStart episode) {
      episode.useContext(episode.chosenContext().orElse(new double[] {0}));
      physics.forward();
    }

    @Override
    public void observe(BatchRow row) {
      row.writeObservation(0, new double[] {physics.qpos().get(0)});
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      observe(row);
      row.writeReward(physics.ctrl().get(0));
    }

    @Override
    public void save(StateWriter writer) {}

    @Override
    public void load(StateReader reader) {}
  }
}
