import java.util.Arrays;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * Times {@code step(ids)} of one environment, alone and among 64, with two cameras of 84 px and
 * without images; prints medians in microseconds. Compiles against every revision since c6cd9ec.
 */
public final class PartialSteps {

  private PartialSteps() {}

  public static void main(String[] arguments) {
    for (int pixels : new int[] {0, 84}) {
      for (int count : new int[] {1, 64}) {
        System.out.printf("%d px, one of %2d: %8.1f us%n", pixels, count, median(count, pixels));
      }
    }
  }

  private static double median(int count, int pixels) {
    VectorOptions options =
        VectorOptions.of(
            TaskRegistry.load().task("metaworld/reach-v3").orElseThrow(),
            EnvironmentOptions.defaults().withHorizon(50_000),
            count);
    if (pixels > 0) {
      options =
          options.withImages(
              ImageOptions.of(RenderOptions.fast(pixels, pixels), "corner2", "gripperPOV")
                  .withWorkers(1));
    }
    int steps = pixels > 0 ? 200 : 10_000;
    double[] times = new double[steps];
    try (var vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      vector.reset(0);
      for (int i = -steps / 2; i < steps; i++) {
        int[] one = {Math.floorMod(i, count)};
        long begun = System.nanoTime();
        vector.step(one);
        if (i >= 0) {
          times[i] = (System.nanoTime() - begun) / 1000.0;
        }
      }
    }
    Arrays.sort(times);
    return times[steps / 2];
  }
}
