package org.workcell.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.GoalMarkers;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/**
 * A small task for tests of everything around tasks: a point mass slides to a goal on a plane. Its
 * observation carries noise, so that random streams take part in snapshots.
 */
public final class PointMassTask implements TaskDefinition {

  /** Where the scene of this task lies on the test class path. */
  public static final SceneFiles SCENE =
      new SceneFiles("org/workcell/testing", "point_mass.xml", "point_mass.xml");

  @Override
  public String id() {
    return "testing/point-mass-v1";
  }

  @Override
  public Optional<GoalMarkers> goalMarkers() {
    return Optional.of(GoalMarkers.of("goal"));
  }

  @Override
  public List<TaskSetting> settings() {
    return List.of(
        new TaskSetting("ends", List.of("never", "success"), "what terminates an episode"));
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return TaskSpec.builder(id())
        .instruction("slide to the goal")
        .action(BlockSpec.vector("action", DataType.FLOAT32, 2, -1, 1))
        .observation(
            BlockSpec.vector("observation", DataType.FLOAT64, 4, -10, 10),
            BlockSpec.vector("goal", DataType.FLOAT32, 2, -1, 1))
        .infoColumns(List.of("distance"))
        .context(BlockSpec.vector("context", DataType.FLOAT64, 2, -1, 1))
        .command(PointMassController.COMMAND)
        .controlPeriodSeconds(0.02)
        .horizon(100)
        .successRule("within 5 cm of the goal")
        .build();
  }

  @Override
  public SceneFiles scene() {
    return SCENE;
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new Run(physics, options.setting("ends").equals("success"));
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return new EngineCalls(2, false, false, 0, 0);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.of(ExpertDefinition.readingObservations(PointMassExpert::new));
  }

  private static final class PointMassController implements Controller {

    private static final CommandSpec COMMAND =
        new CommandSpec(
            List.of(
                new CommandSpec.Component(
                    "force_x", "N", CommandSpec.Kind.FORCE, CommandSpec.Tracked.joint("slide_x")),
                new CommandSpec.Component(
                    "force_y", "N", CommandSpec.Kind.FORCE, CommandSpec.Tracked.joint("slide_y"))));

    @Override
    public CommandSpec commandSpec() {
      return COMMAND;
    }

    @Override
    public void toCommand(double[] action, Physics physics, double[] command) {
      for (int i = 0; i < 2; i++) {
        command[i] = Math.max(-1, Math.min(1, action[i]));
      }
    }

    @Override
    public void advance(double[] command, Physics physics) {
      physics.ctrl().write(0, command);
      physics.step(2);
    }

    @Override
    public void save(StateWriter writer) {
      // Controls are part of the physics state.
    }

    @Override
    public void load(StateReader reader) {
      // See save.
    }
  }

  private static final class Run implements Task {

    private final Physics physics;
    private final boolean endsAtSuccess;
    private final int goalSite;
    private final Controller controller = new PointMassController();
    private final RandomStream noise = new RandomStream(0);
    private final double[] goal = new double[2];
    private final double[] observation = new double[4];

    Run(Physics physics, boolean endsAtSuccess) {
      this.physics = physics;
      this.endsAtSuccess = endsAtSuccess;
      this.goalSite = physics.scene().site("goal");
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
              .orElseGet(() -> new double[] {placement.uniform(-1, 1), placement.uniform(-1, 1)});
      episode.useContext(context);
      long[] state = new long[RandomStream.STATE_LONGS];
      episode.stream("noise").save(state, 0);
      noise.load(state, 0);
      System.arraycopy(context, 0, goal, 0, 2);
      episode.editRow(ModelField.SITE_POS, goalSite, goal[0], goal[1], 0.1);
      physics.forward();
    }

    @Override
    public void observe(BatchRow row) {
      for (int i = 0; i < 2; i++) {
        observation[i] = physics.qpos().get(i) + noise.uniform(-1e-3, 1e-3);
        observation[2 + i] = physics.qvel().get(i);
      }
      row.writeObservation(0, observation);
      row.writeObservation(1, goal);
      row.writeInfo(0, distance());
    }

    private double distance() {
      return Math.hypot(
          physics.qpos().get(0) - physics.sitePos().get(goalSite, 0),
          physics.qpos().get(1) - physics.sitePos().get(goalSite, 1));
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      physics.refreshPositions();
      observe(row);
      double distance = distance();
      boolean success = distance < 0.05;
      row.writeReward(-distance);
      row.writeSuccess(success);
      row.writeTerminated(endsAtSuccess && success);
    }

    @Override
    public void save(StateWriter writer) {
      writer.putDoubles(goal);
      writer.putStream(noise);
    }

    @Override
    public void load(StateReader reader) {
      reader.getDoubles(goal);
      reader.getStream(noise);
    }
  }

  private static final class PointMassExpert implements Expert {

    @Override
    public void start(Episode episode) {
      // Nothing to remember.
    }

    @Override
    public void act(org.workcell.sim.batch.Observation observation, double[] action) {
      for (int i = 0; i < 2; i++) {
        double wanted = 4 * (observation.get(1, i) - observation.get(0, i));
        action[i] = Math.max(-1, Math.min(1, wanted - 2 * observation.get(0, 2 + i)));
      }
    }
  }

  /** The scene of this task as text. */
  public static String sceneXml() {
    try (var in = PointMassTask.class.getResourceAsStream("point_mass.xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The scene of this task as files in memory. */
  public static Map<String, byte[]> sceneFiles() {
    return Map.of("point_mass.xml", sceneXml().getBytes(StandardCharsets.UTF_8));
  }
}
