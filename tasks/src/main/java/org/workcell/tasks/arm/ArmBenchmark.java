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
 * @param starts of each task
 */
record ArmBenchmark(String name, String robot, int starts) implements BenchmarkDefinition {

  private static final int STARTS = 50;
  private static final int STARTS_OF_SMOKE = 5;

  /** Both arms at length, and the first one in a minute. */
  static final List<BenchmarkDefinition> ALL = all();

  private static List<BenchmarkDefinition> all() {
    List<BenchmarkDefinition> all = new ArrayList<>();
    for (String robot : ArmRobots.builtin()) {
      all.add(new ArmBenchmark(arm(robot), robot, STARTS));
    }
    all.add(new ArmBenchmark("smoke", ArmRobots.builtin().get(0), STARTS_OF_SMOKE));
    return List.copyOf(all);
  }

  private static String arm(String robot) {
    return robot.substring(robot.indexOf(':') + 1);
  }

  @Override
  public String id() {
    return ArmSuite.NAME + "/" + name;
  }

  @Override
  public String description() {
    return "the three tasks on our %s arm, %d starts each".formatted(arm(robot), starts);
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
              StartDraw.contexts(kind, robot, seed, starts)));
    }
    return new Benchmark(
        id(),
        seed,
        "%d starts of each task; episode e starts from e mod %d".formatted(starts, starts),
        entries);
  }
}
