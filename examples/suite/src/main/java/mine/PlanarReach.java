package mine;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.GoalMarkers;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** A two-link arm on a plane moves its tip to a goal. */
final class PlanarReach implements TaskDefinition {

  static final double LINK_METRES = 0.2;
  static final double SUCCESS_METRES = 0.02;

  @Override
  public String id() {
    return "planar/reach-v1";
  }

  // region settings
  @Override
  public List<TaskSetting> settings() {
    return List.of(
        new TaskSetting("ends", List.of("never", "success"), "what terminates an episode"));
  }

  // endregion

  // region spec
  @Override
  public TaskSpec spec(TaskOptions options) {
    double inf = Double.POSITIVE_INFINITY;
    return TaskSpec.builder(id())
        .instruction("move the tip to the red goal")
        .action(BlockSpec.vector("action", DataType.FLOAT32, 2, -1, 1))
        .observation(
            BlockSpec.vector("joints", DataType.FLOAT64, 4, -inf, inf),
            BlockSpec.vector("tip", DataType.FLOAT64, 2, -0.41, 0.41),
            BlockSpec.vector("goal", DataType.FLOAT64, 2, -0.4, 0.4))
        .conventions(
            Conventions.of(
                "joint",
                "velocity",
                "2 rad/s",
                "joints: positions (2, rad), velocities (2, rad/s); tip and goal: x, y (m)"))
        .infoColumns(List.of("distance"))
        .context(BlockSpec.vector("context", DataType.FLOAT64, 2, -0.4, 0.4))
        .command(JointVelocities.COMMAND)
        .controlPeriodSeconds(0.04)
        .horizon(100)
        .cameras(List.of("top"))
        .successRule("the tip is less than 0.02 m from the goal")
        .build();
  }

  // endregion

  // region scene
  @Override
  public SceneFiles scene() {
    return new SceneFiles("mine", "planar.xml", "planar.xml");
  }

  @Override
  public Optional<GoalMarkers> goalMarkers() {
    return Optional.of(GoalMarkers.of("goal"));
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new ReachRules(physics, options.setting("ends").equals("success"));
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(JointVelocities.SUBSTEPS, false, false, 0, 0);
  }

  // endregion

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.of(ExpertDefinition.readingObservations(ReachExpert::new));
  }
}
