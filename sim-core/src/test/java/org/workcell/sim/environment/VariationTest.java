package org.workcell.sim.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;
import org.workcell.testing.ForwardingTask;
import org.workcell.testing.PointMassTask;

/** Variations: chosen or drawn, with words of their own, in snapshots and records. */
class VariationTest {

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final SimulatedEnvironment environment =
      factory.newEnvironment(new ColouredGoals(), EnvironmentOptions.defaults());
  private final BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);

  @AfterEach
  void close() {
    factory.close();
  }

  /** The point mass with goals of three colours; of the blue one there are two ways to speak. */
  private static final class ColouredGoals extends ForwardingTask {

    ColouredGoals() {
      super(new PointMassTask());
    }

    @Override
    public TaskSpec spec(TaskOptions options) {
      return super.spec(options).toBuilder()
          .variations(
              List.of(
                  new Variation("red", "slide to the red goal"),
                  new Variation("green", "slide to the green goal"),
                  new Variation("blue", "slide to the blue goal")))
          .build();
    }

    @Override
    public Task newTask(Physics physics, TaskOptions options) {
      return new Rules(super.newTask(physics, options)) {
        @Override
        public void start(EpisodeStart episode) {
          super.start(episode);
          if (episode.variation() == 2 && episode.seed() % 2 == 1) {
            episode.useInstruction("bring the mass to the blue spot");
          }
        }
      };
    }
  }

  private void reset(ResetOptions options) {
    environment.reset(options, storage, 0);
  }

  @Test
  void aChosenVariationSpeaksItsWords() {
    reset(ResetOptions.seed(4).withVariation(1));
    assertEquals("slide to the green goal", environment.instruction());
    assertEquals(1, environment.record().variation());
    assertEquals("slide to the green goal", environment.record().instruction());
  }

  @Test
  void theSeedDrawsAVariationWhereNoneIsChosen() {
    Set<String> spoken = new HashSet<>();
    for (long seed = 0; seed < 40; seed += 2) {
      reset(ResetOptions.seed(seed));
      String first = environment.instruction();
      reset(ResetOptions.seed(seed));
      assertEquals(first, environment.instruction(), "seed " + seed);
      spoken.add(first);
    }
    assertEquals(3, spoken.size(), spoken.toString());
  }

  @Test
  void aTaskMaySayItInOtherWords() {
    reset(ResetOptions.seed(3).withVariation(2));
    assertEquals("bring the mass to the blue spot", environment.instruction());
  }

  @Test
  void snapshotsKeepVariationAndWords() {
    reset(ResetOptions.seed(3).withVariation(2));
    Snapshot snapshot = environment.snapshot();
    reset(ResetOptions.seed(3).withVariation(0));
    environment.restore(snapshot, storage, 0);
    assertEquals("bring the mass to the blue spot", environment.instruction());
    assertEquals(2, environment.record().variation());
  }

  @Test
  void whatDoesNotExistIsRefusedBeforeAnythingHappens() {
    reset(ResetOptions.seed(4).withVariation(1));
    for (int missing : new int[] {-1, 3}) {
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> reset(ResetOptions.seed(5).withVariation(missing)));
      assertTrue(error.getMessage().contains("0..2"), error.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> reset(ResetOptions.seed(5).withTask("testing/another-v1")));
    assertEquals("slide to the green goal", environment.instruction(), "the episode goes on");
  }
}
