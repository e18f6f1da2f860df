package org.workcell.tasks.libero.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.numpy.NumpyMt19937;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.libero.placement.InitialState;
import org.workcell.tasks.libero.placement.UpstreamPlacement;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.parity.Differences;

/**
 * Seeded resets: each first one as an environment does it, and those that follow without another
 * seed.
 */
final class ResetReplay {

  static final String PLACEMENTS = "placements";
  static final String FIXTURES = "fixture_poses";

  private static final int POSITION = 3;
  private static final int QUATERNION = 4;
  private static final int POSE = POSITION + QUATERNION;

  private final Recording recording;
  private final TaskConfig config;
  private final SimulatedEnvironment environment;
  private final Differences differences;

  ResetReplay(Recording recording, SimulatedEnvironment environment, Differences differences) {
    this.recording = recording;
    this.config = recording.config();
    this.environment = environment;
    this.differences = differences;
  }

  void run() {
    UpstreamPlacement placement = new UpstreamPlacement(config, environment.physics());
    String[] seeds = recording.meta().path("seeds").asText().split(",");
    int resets = recording.all("qpos").length / config.positionCount() / seeds.length;
    for (int i = 0; i < seeds.length; i++) {
      NumpyMt19937 random = new NumpyMt19937(Long.parseLong(seeds[i].trim()));
      for (int k = 0; k < resets; k++) {
        differences.at("redrawn", i, k);
        compare(placement.next(random, k), i * resets + k);
      }
    }
    for (int i = 0; i < seeds.length; i++) {
      differences.at("reset", i, 0);
      compare(reset(Long.parseLong(seeds[i].trim())), i * resets);
    }
  }

  private InitialState reset(long seed) {
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(seed), storage, 0);
    return InitialState.ofContext(config, environment.record().context());
  }

  private void compare(InitialState state, int reset) {
    double[] positions = part("qpos", reset, config.positionCount());
    differences.sample(PLACEMENTS, positions, state.positions());
    List<Instance> fixtures = config.fixtures();
    JsonNode order = recording.meta().path("fixture_order");
    double[] places = part("fixture_pos", reset, POSITION * order.size());
    double[] turns = part("fixture_quat", reset, QUATERNION * order.size());
    for (int i = 0; i < order.size(); i++) {
      double[] recorded = new double[POSE];
      System.arraycopy(places, POSITION * i, recorded, 0, POSITION);
      System.arraycopy(turns, QUATERNION * i, recorded, POSITION, QUATERNION);
      String name = order.get(i).asText();
      int index = fixtures.indexOf(config.instance(name).orElseThrow());
      differences.sample(FIXTURES, recorded, state.fixturePoses()[index]);
    }
  }

  private double[] part(String array, int row, int size) {
    return Arrays.copyOfRange(recording.all(array), row * size, (row + 1) * size);
  }
}
