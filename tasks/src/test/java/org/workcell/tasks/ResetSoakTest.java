package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.ResidentMemory;

/** 10,000 resets of mixed tasks leave the process as large as it was. Prints the table. */
@Tag("soak")
class ResetSoakTest {

  private static final int RESETS = 10_000;
  private static final int RESETS_PER_READING = 1_000;
  private static final int WARM_UP_READINGS = 3;
  private static final double MOST_GROWTH_MEGABYTES = 24;

  @Test
  void memoryStaysFlat() throws IOException {
    Assumptions.assumeTrue(ResidentMemory.isKnown(), "no /proc here to read memory from");
    List<VectorMember> members =
        TaskRegistry.load().suite("metaworld").orElseThrow().tasks().stream()
            .map(task -> new VectorMember(task, EnvironmentOptions.defaults().withHorizon(5)))
            .toList();
    List<Double> megabytes = new ArrayList<>();
    try (VectorEnvironment vector =
        VectorEnvironment.open(VectorOptions.mixed(members, members.size()), PoolOptions.of(2))) {
      int resets = 0;
      int nextReading = RESETS_PER_READING;
      VectorBatch batch = vector.reset(0);
      System.out.println("resets  resident MB");
      while (resets < RESETS) {
        for (int i = 0; i < batch.size(); i++) {
          assertTrue(batch.failure(i).isEmpty(), () -> "a failed environment");
          resets += batch.status(i) == RowStatus.RESET ? 1 : 0;
        }
        if (resets >= nextReading) {
          nextReading += RESETS_PER_READING;
          megabytes.add(ResidentMemory.megabytes());
          System.out.printf("%6d  %11.1f%n", resets, megabytes.get(megabytes.size() - 1));
        }
        batch = vector.step();
      }
    }
    double[] settled =
        megabytes.stream().skip(WARM_UP_READINGS).mapToDouble(Double::doubleValue).toArray();
    double growth = settled[settled.length - 1] - Arrays.stream(settled).min().orElseThrow();
    assertTrue(growth < MOST_GROWTH_MEGABYTES, "grew by %.1f MB: %s".formatted(growth, megabytes));
  }
}
