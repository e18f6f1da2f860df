package org.workcell.randomization;

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
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** A table with a cube, a bin and a two-joint arm, which observes all positions as they are. */
final class TableTask implements TaskDefinition {

  private static final int SUBSTEPS = 2;

  private static final CommandSpec COMMAND =
      new CommandSpec(
          List.of(
              new CommandSpec.Component("shoulder_target", "rad", CommandSpec.Kind.POSITION),
              new CommandSpec.Component("elbow_torque", "N m", CommandSpec.Kind.TORQUE)));

  private static final String ID = "kitchenette/table-v1";

  private final SceneRoles roles;
  private final String file;
  private final int positionCount;

  TableTask() {
    this(SceneRoles.builder().build());
  }

  /** The same task, which says itself what the parts of its scene are called. */
  TableTask(SceneRoles roles) {
    this(roles, "table.xml", 9);
  }

  private TableTask(SceneRoles roles, String file, int positionCount) {
    this.roles = roles;
    this.file = file;
    this.positionCount = positionCount;
  }

  /** The same task, which says where things may stand and where walls go. */
  static TableTask withWorkspace() {
    Interval x = new Interval(-0.45, 0.45);
    Interval y = new Interval(0.4, 0.9);
    return new TableTask(
        SceneRoles.builder()
            .table("tablelink")
            .wall("workcell_room")
            .floor("floor")
            .room(
                new SceneRoles.Room(
                    new Interval(-2.4, 2.4), new Interval(-1.9, 2.6), new Interval(-0.913, 1.9)))
            .workspace(new SceneRoles.TableArea(x, y, 0))
            .build());
  }

  /** The same task with two more blocks; cube and blocks may change places. */
  static TableTask withExchangeable() {
    return new TableTask(
        SceneRoles.builder().exchangeable(List.of("cube", "block_a", "block_b")).build(),
        "blocks.xml",
        23);
  }

  @Override
  public SceneRoles roles() {
    return roles;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<TaskSetting> settings() {
    return List.of();
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return TaskSpec.builder(ID)
        .instruction("push the block to the goal")
        .action(BlockSpec.vector("action", DataType.FLOAT64, 2, -1, 1))
        .observation(BlockSpec.vector("positions", DataType.FLOAT64, positionCount, -10, 10))
        .context(BlockSpec.vector("context", DataType.FLOAT64, 1, 0, 1))
        .command(COMMAND)
        .controlPeriodSeconds(0.02)
        .horizon(50)
        .cameras(List.of("front"))
        .successRule("never")
        .build();
  }

  @Override
  public SceneFiles scene() {
    return new SceneFiles("org/workcell/randomization", file, file);
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new Run(physics, new double[positionCount]);
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(SUBSTEPS, false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.empty();
  }

  private record Run(Physics physics, double[] positions) implements Task, Controller {

    @Override
    public Controller controller() {
      return this;
    }

    @Override
    public CommandSpec commandSpec() {
      return COMMAND;
    }

    @Override
    public void toCommand(double[] action, Physics simulation, double[] command) {
      System.arraycopy(action, 0, command, 0, command.length);
    }

    @Override
    public void advance(double[] command, Physics simulation) {
      simulation.ctrl().write(0, command);
      simulation.step(SUBSTEPS);
    }

    @Override
    public void start(EpisodeStart episode) {
      double drawn = episode.stream("placement").uniform(-episode.stretch(), 1 + episode.stretch());
      episode.useContext(new double[] {episode.chosenContext().map(c -> c[0]).orElse(drawn)});
      physics.forward();
    }

    @Override
    public void observe(BatchRow row) {
      for (int i = 0; i < positions.length; i++) {
        positions[i] = physics.qpos().get(i);
      }
      row.writeObservation(0, positions);
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      observe(row);
      row.writeReward(-Math.abs(physics.qpos().get(0)));
      row.writeSuccess(false);
    }

    @Override
    public void save(StateWriter writer) {
      // Everything is in the physics.
    }

    @Override
    public void load(StateReader reader) {
      // See save.
    }
  }
}
