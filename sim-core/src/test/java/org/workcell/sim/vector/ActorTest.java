package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.Actor;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;

/** Who acts in a step: the policy, somebody who takes over, or nobody. */
class ActorTest {

  private static final double[] RIGHT = {1, 0};
  private static final double[] LEFT = {-0.5, 0.25};

  private static double[] executed(BatchStorage rows, int row) {
    double[] action = new double[2];
    rows.executedAction().getRow(row, action);
    return action;
  }

  private static Actor executedBy(BatchStorage rows, int row) {
    return Actor.of((int) rows.executedBy().get(row, 0));
  }

  private static void ask(BatchStorage rows, int row, Actor actor) {
    rows.action().putRow(row, RIGHT);
    rows.intervention().putRow(row, LEFT);
    rows.actor().put(row, 0, actor.number());
  }

  @Test
  void anInterventionIsCarriedOutInPlaceOfTheAction() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment taken =
          factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
      SimulatedEnvironment plain =
          factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
      BatchStorage rows = BatchStorage.allocate(taken.spec().task().layout(), 2);
      taken.reset(ResetOptions.seed(5), rows, 0);
      plain.reset(ResetOptions.seed(5), rows, 1);
      ask(rows, 0, Actor.INTERVENTION);
      rows.action().putRow(1, LEFT);
      taken.step(rows, 0);
      plain.step(rows, 1);
      assertArrayEquals(plain.physics().qpos().toArray(), taken.physics().qpos().toArray());
      assertArrayEquals(LEFT, executed(rows, 0));
      assertEquals(Actor.INTERVENTION, executedBy(rows, 0));
      assertEquals(1, rows.action().get(0, 0), "what was asked for is still there");
      assertArrayEquals(
          plain.record().actions(), taken.record().actions(), "the record has what happened");
      taken.step(rows, 0);
      assertEquals(Actor.POLICY, executedBy(rows, 0), "an intervention is for one step");
      assertArrayEquals(RIGHT, executed(rows, 0));
    }
  }

  @Test
  void holdingRepeatsTheLastActionAcrossSnapshots() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
      BatchStorage rows = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(5), rows, 0);
      ask(rows, 0, Actor.HOLD);
      IllegalArgumentException nothing =
          assertThrows(IllegalArgumentException.class, () -> environment.step(rows, 0));
      assertTrue(nothing.getMessage().contains("first step"), nothing.getMessage());
      ask(rows, 0, Actor.INTERVENTION);
      environment.step(rows, 0);
      Snapshot snapshot = environment.snapshot();
      environment.reset(ResetOptions.seed(6), rows, 0);
      environment.restore(snapshot, rows, 0);
      assertEquals(Actor.INTERVENTION, executedBy(rows, 0));
      ask(rows, 0, Actor.HOLD);
      environment.step(rows, 0);
      assertArrayEquals(LEFT, executed(rows, 0));
      assertEquals(Actor.HOLD, executedBy(rows, 0));
    }
  }

  @Test
  void anUnknownActorAndABadInterventionHarmNothing() {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
      BatchStorage rows = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(5), rows, 0);
      double[] before = environment.physics().qpos().toArray();
      rows.actor().put(0, 0, 3);
      assertThrows(IllegalArgumentException.class, () -> environment.step(rows, 0));
      ask(rows, 0, Actor.INTERVENTION);
      rows.intervention().put(0, 1, Double.NaN);
      IllegalArgumentException bad =
          assertThrows(IllegalArgumentException.class, () -> environment.step(rows, 0));
      assertTrue(bad.getMessage().contains("intervention[1]"), bad.getMessage());
      assertArrayEquals(before, environment.physics().qpos().toArray());
    }
  }

  @Test
  void eachRowOfAVectorHasItsOwnActor() {
    VectorOptions options = VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 3);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(2))) {
      vector.reset(1);
      stepAsking(vector, Actor.POLICY, Actor.INTERVENTION, Actor.POLICY);
      assertActors(vector, Actor.POLICY, Actor.INTERVENTION, Actor.POLICY);
      assertArrayEquals(LEFT, executed(vector.current().rows(), 1));
      stepAsking(vector, Actor.HOLD, Actor.HOLD, Actor.POLICY);
      assertActors(vector, Actor.HOLD, Actor.HOLD, Actor.POLICY);
      assertArrayEquals(RIGHT, executed(vector.current().rows(), 0));
      assertArrayEquals(LEFT, executed(vector.current().rows(), 1));
      for (int i = 0; i < 3; i++) {
        vector.step();
        assertActors(vector, Actor.POLICY, Actor.POLICY, Actor.POLICY);
      }
    }
  }

  private static void stepAsking(VectorEnvironment vector, Actor... actors) {
    for (int row = 0; row < actors.length; row++) {
      ask(vector.current().rows(), row, actors[row]);
    }
    vector.step();
  }

  private static void assertActors(VectorEnvironment vector, Actor... expected) {
    BatchStorage rows = vector.current().rows();
    List<Actor> found =
        Arrays.stream(vector.current().environments()).mapToObj(i -> executedBy(rows, i)).toList();
    assertEquals(List.of(expected), found);
  }
}
