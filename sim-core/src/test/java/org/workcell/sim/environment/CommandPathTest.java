package org.workcell.sim.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.ActionAdapter;
import org.workcell.sim.control.ActionAdapterFactory;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;

/** What callers put between actions and physics is part of an environment's identity. */
class CommandPathTest {

  private static final EnvironmentOptions PLAIN = EnvironmentOptions.defaults();

  private final EnvironmentFactory factory = new EnvironmentFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  /** A delta action: pushes the mass back to the middle, in proportion to where it is. */
  private record Spring(double stiffness) implements CommandFilterFactory {

    @Override
    public String identity() {
      return "spring stiffness=" + stiffness;
    }

    @Override
    public CommandFilter newFilter(CommandSpec command, Model scene) {
      return new Filter();
    }

    private final class Filter implements CommandFilter {

      private int applications;

      @Override
      public void start(SeedStreams seeds) {
        applications = 0;
      }

      @Override
      public void apply(double[] command, Physics physics) {
        applications++;
        for (int i = 0; i < command.length; i++) {
          command[i] -= stiffness * physics.qpos().get(i) * applications;
        }
      }

      @Override
      public void save(StateWriter writer) {
        writer.putInt(applications);
      }

      @Override
      public void load(StateReader reader) {
        applications = reader.getInt();
      }
    }
  }

  /** One of three directions, kept until another is chosen. */
  private record Latched() implements ActionAdapterFactory {

    @Override
    public String identity() {
      return "latched";
    }

    @Override
    public BlockSpec actionSpace(BlockSpec taskAction) {
      return BlockSpec.vector("action", DataType.FLOAT32, 1, -1, 1);
    }

    @Override
    public ActionAdapter newAdapter(BlockSpec taskAction, Model scene) {
      return new Adapter();
    }

    private static final class Adapter implements ActionAdapter {

      private double direction;

      @Override
      public void start(SeedStreams seeds) {
        direction = 0;
      }

      @Override
      public void adapt(double[] given, Physics physics, double[] action) {
        if (Math.abs(given[0]) > 0.5) {
          direction = Math.signum(given[0]);
        }
        action[0] = direction;
        action[1] = 0;
      }

      @Override
      public void save(StateWriter writer) {
        writer.putDouble(direction);
      }

      @Override
      public void load(StateReader reader) {
        direction = reader.getDouble();
      }
    }
  }

  private SimulatedEnvironment environment(EnvironmentOptions options) {
    return factory.newEnvironment(new PointMassTask(), options);
  }

  private static EnvironmentOptions spring(double stiffness) {
    return PLAIN.withFilters(List.of(new Spring(stiffness)));
  }

  private static double[] play(Environment environment, BatchStorage storage, int steps) {
    double[] observation = new double[4];
    for (int i = 0; i < steps; i++) {
      storage.action().put(0, 0, i % 3 == 0 ? 1 : 0.2);
      environment.step(storage, 0);
    }
    storage.observation(0).getRow(0, observation);
    return observation;
  }

  private static BatchStorage start(Environment environment) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(3).withContext(0.5, 0.25), storage, 0);
    return storage;
  }

  @Test
  void filtersSeeTheStateAndChangeTheEpisode() {
    SimulatedEnvironment plain = environment(PLAIN);
    SimulatedEnvironment filtered = environment(spring(2));
    double free = play(plain, start(plain), 30)[0];
    double held = play(filtered, start(filtered), 30)[0];
    assertTrue(Math.abs(held) < Math.abs(free), held + " is nearer to the middle than " + free);
  }

  @Test
  void filtersAndAdaptersArePartOfSpecAndRecord() {
    SimulatedEnvironment plain = environment(PLAIN);
    SimulatedEnvironment filtered = environment(spring(2));
    SimulatedEnvironment latched = environment(PLAIN.withActionAdapter(new Latched()));
    assertNotEquals(plain.spec(), filtered.spec());
    assertNotEquals(filtered.spec(), environment(spring(3)).spec());
    assertEquals(filtered.spec(), environment(spring(2)).spec());
    assertNotEquals(plain.spec(), latched.spec());
    start(filtered);
    assertEquals(List.of("spring stiffness=2.0"), filtered.record().spec().commandPath().filters());
    assertFalse(filtered.record().spec().commandPath().hasNothing());
    assertTrue(plain.spec().commandPath().hasNothing());
  }

  @Test
  void snapshotsAreRefusedAcrossCommandPaths() {
    List<SimulatedEnvironment> different =
        List.of(
            environment(PLAIN),
            environment(spring(2)),
            environment(spring(3)),
            environment(PLAIN.withActionAdapter(new Latched())));
    for (SimulatedEnvironment source : different) {
      start(source);
      Snapshot snapshot = source.snapshot();
      for (SimulatedEnvironment target : different) {
        if (target != source) {
          BatchStorage storage = start(target);
          IllegalArgumentException error =
              assertThrows(
                  IllegalArgumentException.class, () -> target.restore(snapshot, storage, 0));
          assertTrue(error.getMessage().contains("command path"), error.getMessage());
        }
      }
    }
  }

  @Test
  void snapshotsHoldWhatFiltersAndAdaptersRemember() {
    for (EnvironmentOptions options :
        List.of(
            spring(2),
            PLAIN.withActionAdapter(new Latched()).withFilters(List.of(new Spring(1))))) {
      SimulatedEnvironment source = environment(options);
      BatchStorage storage = start(source);
      play(source, storage, 10);
      Snapshot snapshot = source.snapshot();
      double[] expected = play(source, storage, 10);
      SimulatedEnvironment other = environment(options);
      BatchStorage otherStorage = start(other);
      other.restore(snapshot, otherStorage, 0);
      assertArrayEquals(expected, play(other, otherStorage, 10));
    }
  }

  @Test
  void anAdapterHasAnActionSpaceOfItsOwn() {
    SimulatedEnvironment latched = environment(PLAIN.withActionAdapter(new Latched()));
    assertEquals(1, latched.spec().task().action().size());
    BatchStorage storage = start(latched);
    storage.action().put(0, 0, 1);
    latched.step(storage, 0);
    storage.action().put(0, 0, 0);
    double before = latched.physics().qvel().get(0);
    for (int i = 0; i < 10; i++) {
      latched.step(storage, 0);
    }
    assertTrue(latched.physics().qvel().get(0) > before, "the direction is kept");
  }
}
