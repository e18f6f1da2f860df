package org.workcell.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.SeedRange;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;

/** The point mass, the point mass that breaks in some episodes, and one without an expert. */
public final class FakeSuite implements Suite {

  /** Ids of the tasks, and of the benchmark of two of them. */
  public static final String POINT_MASS = "testing/point-mass-v1";

  public static final String FRAGILE = "testing/fragile-v1";
  public static final String PAIR = "testing/Pair";
  public static final String MANUAL = "testing/manual-v1";

  /** A registry of this suite alone. */
  public static TaskRegistry registry() {
    return new TaskRegistry(List.of(new FakeSuite()));
  }

  /** One of its tasks. */
  public static TaskDefinition task(String id) {
    return registry().task(id).orElseThrow();
  }

  @Override
  public String name() {
    return "testing";
  }

  @Override
  public List<TaskDefinition> tasks() {
    return List.of(
        new PointMassTask(),
        new Variant(FRAGILE, "carry the <glass> & \"don't\" break it", true),
        new Variant(MANUAL, "find out how", false));
  }

  @Override
  public List<BenchmarkDefinition> benchmarks() {
    return List.of(new Pair());
  }

  /** Two tasks with three initial states each. */
  private record Pair() implements BenchmarkDefinition {

    @Override
    public String id() {
      return PAIR;
    }

    @Override
    public String description() {
      return "2 tasks, 3 goals each";
    }

    @Override
    public long defaultSeed() {
      return 42;
    }

    @Override
    public List<String> tasks() {
      return List.of(POINT_MASS, MANUAL);
    }

    @Override
    public Benchmark draw(long seed, Profile profile) {
      if (seed < 0) {
        throw new IllegalArgumentException("seed %d is negative; use 0 or more".formatted(seed));
      }
      List<Benchmark.Entry> entries =
          tasks().stream()
              .map(
                  task ->
                      new Benchmark.Entry(
                          task, Map.of("reward", "sparse"), contexts(seed / 1000.0)))
              .toList();
      return new Benchmark(id(), seed, "three in a row", entries);
    }

    private static List<double[]> contexts(double start) {
      return List.of(
          new double[] {start, 0}, new double[] {start, 0.25}, new double[] {start, 0.5});
    }
  }

  /** The point mass under another name. */
  private static final class Variant extends ForwardingTask {

    private final String id;
    private final String instruction;
    private final boolean fragile;

    Variant(String id, String instruction, boolean fragile) {
      super(new PointMassTask());
      this.id = id;
      this.instruction = instruction;
      this.fragile = fragile;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public TaskSpec spec(TaskOptions options) {
      return super.spec(options).toBuilder()
          .id(id)
          .instruction(instruction)
          .cameras(List.of("above"))
          .seeds(options.compat() ? SeedRange.NOT_NEGATIVE : SeedRange.ALL)
          .build();
    }

    @Override
    public Task newTask(Physics physics, TaskOptions options) {
      Task task = super.newTask(physics, options);
      return fragile ? new Fragile(task) : task;
    }

    @Override
    public Optional<ExpertDefinition> expert(TaskOptions options) {
      return fragile ? super.expert(options) : Optional.empty();
    }
  }

  /** Breaks in its third step, or right at its start, depending on the seed. */
  private static final class Fragile extends ForwardingTask.Rules {

    private double fortune;
    private int steps;

    Fragile(Task task) {
      super(task);
    }

    @Override
    public void start(EpisodeStart episode) {
      fortune = episode.stream("fortune").nextDouble();
      steps = 0;
      if (fortune < 0.2) {
        throw new IllegalStateException("broken on arrival");
      }
      super.start(episode);
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      steps++;
      if (fortune < 0.5 && steps == 3) {
        throw new IllegalStateException("<b>broken</b> & gone");
      }
      super.evaluate(action, row);
    }
  }
}
