package org.workcell.tasks.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.workcell.sim.task.Benchmark;
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
}
