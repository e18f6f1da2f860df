package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.SeedRange;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.Episodes;
import org.workcell.testing.SampleTasks;

/** Seeds that a task cannot have are known from its spec and refused before anything runs. */
class SeedLimitsTest {

  private static final String KITCHEN = "kitchen/microwave-v1";

  private static EnvironmentOptions compat() {
    return EnvironmentOptions.defaults().withProfile(Profile.COMPAT);
  }

  private static TaskSpec spec(TaskDefinition task, Profile profile) {
    return task.spec(TaskOptions.resolve(profile, Map.of(), task));
  }

  /** A task whose spec takes a seed starts an episode with it. */
  @Test
  void specsOfAllTasksTellTheirSeeds() {
    for (TaskDefinition task : SampleTasks.all()) {
      boolean seedsNumpy = task.id().startsWith("kitchen/") || task.id().startsWith("libero/");
      assertEquals(SeedRange.ALL, spec(task, Profile.STRICT).seeds(), task.id());
      assertEquals(
          seedsNumpy ? SeedRange.NOT_NEGATIVE : SeedRange.ALL,
          spec(task, Profile.COMPAT).seeds(),
          task.id());
    }
    for (String task : List.of(KITCHEN, "metaworld/reach-v3")) {
      for (Profile profile : Profile.values()) {
        try (Episodes episodes =
            new Episodes(task, EnvironmentOptions.defaults().withProfile(profile))) {
          episodes.reset(Math.max(-7, episodes.environment().spec().task().seeds().lowest()));
          episodes.reset(Long.MAX_VALUE);
        }
      }
    }
  }

  @Test
  void aRefusedSeedLeavesTheRunningEpisodeAlone() {
    try (Episodes episodes = new Episodes(KITCHEN, compat())) {
      episodes.reset(5);
      Exception error = assertThrows(IllegalArgumentException.class, () -> episodes.reset(-1));
      assertTrue(error.getMessage().contains("seed -1"), error.getMessage());
      assertTrue(error.getMessage().contains("from 0 on"), error.getMessage());
      assertFalse(episodes.environment().needsReset());
      episodes.step(new double[9]);
    }
  }

  @Test
  void vectorsRefuseBeforeAnyEnvironmentStarts() {
    TaskDefinition task = TaskRegistry.load().task(KITCHEN).orElseThrow();
    VectorOptions options = VectorOptions.mixed(List.of(new VectorMember(task, compat())), 3);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      Exception first = assertThrows(IllegalArgumentException.class, () -> vector.reset(-2));
      assertTrue(first.getMessage().contains("seed -2"), first.getMessage());
      assertThrows(IllegalArgumentException.class, () -> vector.reset(Long.MAX_VALUE));
      int[] two = {0, 1};
      assertThrows(
          IllegalArgumentException.class,
          () -> vector.reset(two, List.of(ResetOptions.seed(1), ResetOptions.seed(-1))));
      for (int i = 0; i < 3; i++) {
        assertEquals(RowStatus.RESET, vector.reset(4).status(i));
      }
    }
  }
}
