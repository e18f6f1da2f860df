package org.workcell.server.local;

import java.util.List;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.testing.ForwardingTask;
import org.workcell.testing.HookedSource;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.WideTask;

/**
 * Two tasks with different actions; they and two of MetaWorld once more with something that happens
 * in a step.
 */
public final class FaultySuite implements Suite {

  public static final TaskDefinition POINT_MASS = new PointMassTask();
  public static final TaskDefinition WIDE = new WideTask();

  public static final TaskDefinition REACH = metaworld("metaworld/reach-v3");
  public static final TaskDefinition PUSH = metaworld("metaworld/push-v3");

  private static final String FAULTY = "testing/faulty-";

  private static TaskDefinition metaworld(String id) {
    return TaskRegistry.load().task(id).orElseThrow();
  }

  private volatile HookedSource.Hook hook = (seed, step) -> {};

  public static String faulty(String id) {
    return FAULTY + id.substring(id.indexOf('/') + 1);
  }

  public void setHook(HookedSource.Hook newHook) {
    hook = newHook;
  }

  @Override
  public String name() {
    return "testing";
  }

  @Override
  public List<TaskDefinition> tasks() {
    return List.of(
        POINT_MASS,
        WIDE,
        new Faulty(POINT_MASS),
        new Faulty(WIDE),
        new Faulty(REACH),
        new Faulty(PUSH));
  }

  private final class Faulty extends ForwardingTask {

    private final String id;

    Faulty(TaskDefinition inner) {
      super(inner);
      this.id = faulty(inner.id());
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public TaskSpec spec(TaskOptions options) {
      return super.spec(options).toBuilder().id(id).build();
    }

    @Override
    public Task newTask(Physics physics, TaskOptions options) {
      return new Rules(super.newTask(physics, options)) {
        private long seed;
        private int step;

        @Override
        public void start(EpisodeStart episode) {
          super.start(episode);
          seed = episode.seed();
          step = 0;
        }

        @Override
        public void evaluate(double[] action, BatchRow row) {
          hook.beforeStep(seed, ++step);
          super.evaluate(action, row);
        }

        @Override
        public void save(StateWriter writer) {
          writer.putLong(seed);
          writer.putInt(step);
          super.save(writer);
        }

        @Override
        public void load(StateReader reader) {
          seed = reader.getLong();
          step = reader.getInt();
          super.load(reader);
        }
      };
    }
  }
}
