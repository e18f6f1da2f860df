package org.workcell.tasks.arm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.arm.robot.ArmRobots;

/**
 * The three tasks on one of our own arms, with starts that a seed draws.
 *
 * @param name for example {@code desktop}
 * @param robot the arm, as users name it
 */
record ArmBenchmark(String name, String robot) implements BenchmarkDefinition {

  static final List<BenchmarkDefinition> ALL =
      ArmRobots.builtin().stream()
          .<BenchmarkDefinition>map(
              robot -> new ArmBenchmark(robot.substring(robot.indexOf(':') + 1), robot))
          .toList();

  private static final int STARTS = 50;

  @Override
  public String id() {
    return ArmSuite.NAME + "/" + name;
  }

  @Override
  public String description() {
    return "the three tasks on our %s arm".formatted(name);
  }

  @Override
  public long defaultSeed() {
    return 0;
  }

  @Override
  public List<String> tasks() {
    return Arrays.stream(ArmTaskKind.values()).map(ArmSuite::id).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    List<Benchmark.Entry> entries = new ArrayList<>();
    for (ArmTaskKind kind : ArmTaskKind.values()) {
      entries.add(
          new Benchmark.Entry(
              ArmSuite.id(kind),
              ArmSettings.choosing(robot),
              StartDraw.contexts(kind, robot, seed, STARTS)));
    }
    return new Benchmark(
        id(),
        seed,
        "%d starts of each task; episode e starts from e mod %d".formatted(STARTS, STARTS),
        entries);
  }
}
