package org.workcell.sim.control;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.testing.TestArm;

/** The test arm under any controller: reach a height with the tip. */
record ArmTask(String id, ControllerFactory<?> control) implements TaskDefinition {

  @Override
  public List<TaskSetting> settings() {
    return List.of();
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return TaskSpec.builder(id)
        .instruction("raise the tip")
        .action(control.actionSpace("action", DataType.FLOAT32))
        .observation(
            BlockSpec.vector("positions", DataType.FLOAT64, TestArm.JOINTS + 2, -10, 10),
            BlockSpec.vector("velocities", DataType.FLOAT64, TestArm.JOINTS + 2, -100, 100))
        .infoColumns(List.of("height"))
        .context(BlockSpec.vector("context", DataType.FLOAT64, TestArm.JOINTS, -0.1, 0.1))
        .command(control.commandSpec())
        .controlPeriodSeconds(TestArm.PERIOD_SECONDS)
        .horizon(100)
        .successRule("the tip is above 1 m")
        .build();
  }

  @Override
  public SceneFiles scene() {
    return TestArm.SCENE;
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new Run(physics, control.newController(physics));
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(TestArm.SUBSTEPS, false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.empty();
  }

  private static final class Run implements Task {

    private final Physics physics;
    private final Controller controller;
    private final int tip;
    private final double[] positions = new double[TestArm.JOINTS + 2];
    private final double[] velocities = new double[TestArm.JOINTS + 2];

    Run(Physics physics, Controller controller) {
      this.physics = physics;
      this.controller = controller;
      this.tip = physics.scene().site(TestArm.TIP);
    }

    @Override
    public Controller controller() {
      return controller;
    }

    @Override
    public void start(EpisodeStart episode) {
      RandomStream placement = episode.stream("placement");
      double[] context =
          episode
              .chosenContext()
              .orElseGet(
                  () -> {
                    double[] drawn = new double[TestArm.JOINTS];
                    for (int i = 0; i < drawn.length; i++) {
                      drawn[i] = placement.uniform(-0.1, 0.1);
                    }
                    return drawn;
                  });
      episode.useContext(context);
      double[] home = TestArm.home();
      for (int i = 0; i < home.length; i++) {
        physics.qpos().set(i, home[i] + context[i]);
      }
      physics.forward();
      controller.start(physics);
    }

    @Override
    public void observe(BatchRow row) {
      physics.qpos().read(0, positions);
      physics.qvel().read(0, velocities);
      row.writeObservation(0, positions);
      row.writeObservation(1, velocities);
      row.writeInfo(0, physics.sitePos().get(tip, 2));
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      physics.refreshPositions();
      observe(row);
      double height = physics.sitePos().get(tip, 2);
      row.writeReward(height);
      row.writeSuccess(height > 1);
      row.writeTerminated(false);
    }

    @Override
    public void save(StateWriter writer) {
      // Everything is in the physics and in the controller.
    }

    @Override
    public void load(StateReader reader) {
      // See save.
    }
  }
}
