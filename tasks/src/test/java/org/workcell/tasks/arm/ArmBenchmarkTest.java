package org.workcell.tasks.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;

/** Benchmarks of the suite. */
class ArmBenchmarkTest {

  @Test
  void aSeedDrawsTheSameStartsAgain() {
    Benchmark first = ArmBenchmark.ALL.get(1).draw(3, Profile.STRICT);
    Benchmark second = ArmBenchmark.ALL.get(1).draw(3, Profile.STRICT);
    assertEquals("arm/desktop", first.id());
    assertEquals(3, first.entries().size());
    for (int i = 0; i < 3; i++) {
      assertEquals("builtin:desktop", first.entries().get(i).settings().get("robot"));
      assertEquals(50, first.entries().get(i).contexts().size());
      assertArrayEquals(first.entries().get(i).context(7), second.entries().get(i).context(7));
    }
  }

  @Test
  void smokeIsTheSameWithFewStarts() {
    BenchmarkDefinition smoke =
        ArmBenchmark.ALL.stream().filter(each -> each.id().equals("arm/smoke")).findFirst().get();
    Benchmark drawn = smoke.draw(3, Profile.STRICT);
    assertEquals(
        List.of("arm/track-v1", "arm/reach-v1", "arm/push-v1"),
        drawn.entries().stream().map(Benchmark.Entry::task).toList());
    for (int i = 0; i < 3; i++) {
      assertEquals(5, drawn.entries().get(i).contexts().size());
      assertArrayEquals(
          ArmBenchmark.ALL.get(0).draw(3, Profile.STRICT).entries().get(i).context(4),
          drawn.entries().get(i).context(4));
    }
  }
}
