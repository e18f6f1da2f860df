package mine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;

/** Tasks of the planar arm. */
public final class PlanarSuite implements Suite {

  @Override
  public String name() {
    return "planar";
  }

  @Override
  public List<TaskDefinition> tasks() {
    return List.of(new PlanarReach());
  }

  // region benchmarks
  @Override
  public List<BenchmarkDefinition> benchmarks() {
    return List.of(new Ring());
  }

  /** Eight goals on a circle, which every policy gets. */
  private static final class Ring implements BenchmarkDefinition {

    @Override
    public String id() {
      return "planar/ring";
    }

    @Override
    public String description() {
      return "reach-v1 with eight goals on a circle";
    }

    @Override
    public long defaultSeed() {
      return 0;
    }

    @Override
    public List<String> tasks() {
      return List.of("planar/reach-v1");
    }

    @Override
    public Benchmark draw(long seed, Profile profile) {
      RandomStream stream = new SeedStreams(seed).stream("ring");
      double turn = stream.uniform(0, Math.PI / 4);
      List<double[]> goals = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        double angle = turn + i * Math.PI / 4;
        goals.add(new double[] {0.3 * StrictMath.cos(angle), 0.3 * StrictMath.sin(angle)});
      }
      Benchmark.Entry entry = new Benchmark.Entry("planar/reach-v1", Map.of(), goals);
      return new Benchmark(id(), seed, "eight goals on a circle", List.of(entry));
    }
  }
  // endregion
}
