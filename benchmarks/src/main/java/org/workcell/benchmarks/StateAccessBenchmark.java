package org.workcell.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/** What reading the state of a simulation costs, one by one and in bulk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StateAccessBenchmark {

  private final double[] position = new double[3];
  private final Contacts contacts = new Contacts(64);
  private EnvironmentFactory factory;
  private Physics physics;
  private double[] positions;
  private int hand;
  private int leftPad;
  private int puck;

  /** Opens a scene with contacts. */
  @Setup
  public void open() {
    factory = new EnvironmentFactory();
    SimulatedEnvironment environment =
        factory.newEnvironment(
            TaskRegistry.load().task("metaworld/push-v3").orElseThrow(),
            EnvironmentOptions.defaults());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(0), storage, 0);
    physics = environment.physics();
    positions = new double[physics.scene().positionCount()];
    hand = physics.scene().body("hand");
    leftPad = physics.scene().geom("leftpad_geom");
    puck = physics.scene().geom("objGeom");
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    factory.close();
  }

  /** One number. */
  @Benchmark
  public double oneNumber() {
    return physics.qpos().get(3);
  }

  /** The position of a body. */
  @Benchmark
  public double[] bodyPosition() {
    physics.bodyPos().readRow(hand, position);
    return position;
  }

  /** All joint positions. */
  @Benchmark
  public double[] allPositions() {
    physics.qpos().read(0, positions);
    return positions;
  }

  /** The normal force between two geoms, through native code. */
  @Benchmark
  public double normalForce() {
    return physics.normalForce(leftPad, puck);
  }

  /** All contacts, through native code. */
  @Benchmark
  public Contacts allContacts() {
    physics.readContacts(contacts);
    return contacts;
  }
}
