package org.workcell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;

/**
 * What a delta with two hidden layers adds to a step of an environment, and what its forward pass
 * alone takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DeltaBenchmark {

  /** The task, whose channels are the delta's. */
  @Param({"arm/reach-v1", "metaworld/push-v3"})
  public String task;

  /** What stands between actions and physics. */
  @Param({"plain", "command", "torque"})
  public String delta;

  /** Units of each hidden layer. */
  @Param("128")
  public int width;

  private EnvironmentFactory factory;
  private SimulatedEnvironment environment;
  private BatchStorage storage;
  private DeltaRunner runner;
  private double[] values;
  private double[] command;
  private double[] action;
  private long seed;

  /** Opens the environment. */
  @Setup
  public void open() {
    factory = new EnvironmentFactory();
    TaskDefinition definition = TaskRegistry.load().task(task).orElseThrow();
    EnvironmentOptions plain = EnvironmentOptions.defaults();
    environment = factory.newEnvironment(definition, plain);
    TaskSpec spec = environment.spec().task();
    List<String> names =
        spec.command().components().stream()
            .filter(each -> each.tracked().isPresent())
            .map(CommandSpec.Component::name)
            .toList();
    runner = model(DeltaModel.Kind.COMMAND, names, spec).newRunner();
    if (!delta.equals("plain")) {
      List<String> joints =
          environment.physics().scene().names(ObjectKind.JOINT).subList(0, names.size());
      DeltaModel made =
          delta.equals("command") ? runner.model() : model(DeltaModel.Kind.TORQUE, joints, spec);
      environment = factory.newEnvironment(definition, plain.withDelta(DeltaAction.of(made)));
    }
    storage = BatchStorage.allocate(spec.layout(), 1);
    values = new double[names.size()];
    command = new double[names.size()];
    action = new double[spec.action().size()];
  }

  private DeltaModel model(DeltaModel.Kind kind, List<String> names, TaskSpec spec) {
    List<DeltaInput> inputs =
        kind == DeltaModel.Kind.COMMAND ? DeltaInput.standard() : DeltaInput.torque();
    RandomStream random = new RandomStream(1);
    int[] widths = {DeltaObservation.size(names.size(), inputs), width, width, names.size()};
    List<DeltaLayer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      double bound = 1 / Math.sqrt(widths[i - 1]);
      double[] weights = new double[widths[i - 1] * widths[i]];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = random.uniform(-bound, bound);
      }
      layers.add(new DeltaLayer(weights, new double[widths[i]]));
    }
    return DeltaModel.builder(kind)
        .controlPeriodSeconds(spec.controlPeriodSeconds())
        .channels(names.stream().map(name -> new DeltaChannel(name, 1e-4, 1)).toList())
        .inputs(inputs)
        .layers(layers)
        .build();
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    factory.close();
  }

  /** A step of the environment, with a reset where one is due. */
  @Benchmark
  public void step() {
    if (environment.needsReset()) {
      environment.reset(ResetOptions.seed(seed++), storage, 0);
    }
    storage.action().putRow(0, action);
    environment.step(storage, 0);
  }

  /** The delta of commands alone. */
  @Benchmark
  public double apply() {
    values[0] += 1e-9;
    command[0] = values[0];
    runner.apply(command, values, values);
    return command[0];
  }
}
