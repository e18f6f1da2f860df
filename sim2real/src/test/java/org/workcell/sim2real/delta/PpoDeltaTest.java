package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim2real.model.JointLimits;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayRig;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.RowSimulation;
import org.workcell.sim2real.replay.RowSystem;

/** A robot that goes farther than it is told to: both joints by 0.04 rad, which a delta can add. */
class PpoDeltaTest {

  private static final double PERIOD = 0.02;
  private static final double OFFSET = 0.04;
  private static final double NONE = Double.POSITIVE_INFINITY;

  private final RobotModel model = ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS));
  private final RobotSetup setup = RobotSetup.builder(model).build();

  @AfterEach
  void close() {
    model.close();
  }

  private List<RobotLog> logs(int count, double seconds) {
    List<RobotLog> logs = new ArrayList<>();
    double[] times = ReplayRig.times((int) Math.round(seconds / PERIOD) + 1, PERIOD);
    for (int i = 0; i < count; i++) {
      double[] sent = ReplayRig.sines(times, 2, i);
      double[] carriedOut = sent.clone();
      for (int at = 0; at < carriedOut.length; at++) {
        carriedOut[at] += OFFSET;
      }
      RobotLog log =
          ReplayRig.record(
              setup,
              ReplayRig.meta(CommandKind.POSITION, List.of("shoulder", "elbow"), Map.of()),
              times,
              carriedOut,
              null);
      logs.add(
          RobotLog.builder(log.meta(), times)
              .with(Quantity.POSITION, log.values(Quantity.POSITION))
              .with(Quantity.VELOCITY, log.values(Quantity.VELOCITY))
              .with(Quantity.COMMAND, sent)
              .build());
    }
    return logs;
  }

  private static DeltaTrainingOptions options(int threads) {
    DeltaTrainingOptions usual = DeltaTrainingOptions.usual(3, threads);
    return new DeltaTrainingOptions(
        DeltaInput.asap(),
        List.of(8),
        true,
        List.of(),
        usual.limit(),
        usual.normWeight(),
        usual.rateWeight(),
        usual.inputNoise(),
        usual.epochs(),
        usual.rounds(),
        usual.horizonRows(),
        usual.iterations(),
        3,
        threads);
  }

  @Test
  void aReplayIsRewardedForStayingWithTheRobot() {
    Models.needLibtorch();
    DeltaProblem problem = DeltaProblem.of(setup, logs(2, 2), options(1));
    DeltaModel shape =
        new PpoDelta(PpoDeltaOptions.usual().withCounts(1, 1, 0).fromNothing())
            .train(problem, Json.mapper().createObjectNode(), line -> {});
    Optional<TipReader> tips = TipReader.of(model, problem.training().get(0).joints());
    assertTrue(tips.isPresent());
    ReplayWindow window = new ReplayWindow(0, 10, 60);
    TrackingTerms terms = TrackingTerms.usual().withSigmas(1e-4, 1e-4, 1e-2);
    try (ReplayEpisode episode =
        new ReplayEpisode(
            new RowSimulation(setup), problem.training(), List.of(window), shape, tips, NONE)) {
      float scale = (float) shape.channels().get(0).scale();
      float right = (float) OFFSET / scale;
      episode.start(window);
      for (int row = 0; row < 40; row++) {
        episode.step(new float[] {right, right}, 0);
      }
      // What the filters of the arm still held at the start is forgotten by now.
      assertEquals(0, episode.errors().position(), 1e-7);
      assertEquals(0, episode.errors().tip(), 1e-7);
      double norm = Math.hypot(OFFSET, OFFSET) / terms.unit();
      assertEquals(2 - 0.1 * Math.expm1(norm), episode.reward(terms), 1e-2);
      episode.start(window);
      for (int row = 0; row < 40; row++) {
        episode.step(new float[] {0, 0}, 0);
      }
      assertEquals(OFFSET, Math.sqrt(episode.errors().position()), 0.01);
      assertTrue(episode.reward(terms) < 0.5, "a replay without delta is rewarded less");
      int inputs = shape.inputSize();
      float[] seen = new float[inputs];
      float[] privileged = new float[inputs + ReplayEpisode.privilegedSize(2)];
      episode.observe(seen, 0, privileged, 0);
      assertEquals(-OFFSET, privileged[inputs], 0.02, "the critic sees the error");
      assertEquals(problem.training().get(0).position(51, 0), privileged[inputs + 2], 1e-6);
    }
  }

  /** Says that both joints are at these places, speeds and torques, whatever they are told. */
  private record Said(double position, double speed, double torque) implements RowSystem {

    @Override
    public void start(ReplayLog log, int row, double[] changes) {}

    @Override
    public void place(double[] positions, double[] velocities) {}

    @Override
    public boolean step(ReplayLog log, int row, double[] change) {
      return true;
    }

    @Override
    public void read(double[] positions, double[] velocities) {
      Arrays.fill(positions, position);
      Arrays.fill(velocities, speed);
    }

    @Override
    public void readTorques(double[] torques) {
      Arrays.fill(torques, torque);
    }

    @Override
    public JointLimits limits() {
      return JointLimits.of(new double[] {2, Double.POSITIVE_INFINITY}, new double[] {10, 4});
    }

    @Override
    public void close() {}
  }

  private double reward(Said said, double speedLimit) {
    DeltaProblem problem = DeltaProblem.of(setup, logs(2, 2), options(1));
    int inputs = DeltaObservation.size(2, DeltaInput.asap());
    DeltaModel shape =
        DeltaModel.builder(DeltaModel.Kind.COMMAND)
            .controlPeriodSeconds(PERIOD)
            .channels(problem.channels(new double[] {0.05, 0.05}))
            .inputs(DeltaInput.asap())
            .layers(List.of(new DeltaLayer(new double[2 * inputs], new double[2])))
            .build();
    ReplayWindow window = new ReplayWindow(0, 10, 60);
    // Nothing is tracked at this distance, so penalties are all that there is.
    TrackingTerms terms = TrackingTerms.usual().withSigmas(1e-9, 1e-9, 1e-9);
    try (ReplayEpisode episode =
        new ReplayEpisode(
            said, problem.training(), List.of(window), shape, Optional.empty(), speedLimit)) {
      episode.start(window);
      episode.step(new float[2], 0);
      return episode.reward(terms) - terms.tipWeight();
    }
  }

  /** Weights 5 and 0.1, beyond 95 % of what each drive can do, as in ASAP. */
  @Test
  void speedsAndTorquesBeyondTheDrivesArePunished() {
    double none = Double.POSITIVE_INFINITY;
    assertEquals(0, reward(new Said(9, 1.8, 3.7), none), 1e-12);
    assertEquals(-5 * (2.0 - 0.95 * 2), reward(new Said(9, 2.0, 0), none), 1e-12);
    assertEquals(-5 * (2.0 - 0.95 * 2), reward(new Said(9, -2.0, 0), none), 1e-12);
    // Both joints, the first by its own limit; at most 1 rad/s of each counts.
    assertEquals(-5 * ((2.5 - 1.9) + (2.5 - 0.95 * 2.4)), reward(new Said(9, 2.5, 0), 2.4), 1e-12);
    assertEquals(-5 * 2, reward(new Said(9, 300, 0), 2.4), 1e-12);
    assertEquals(-0.1 * ((11 - 9.5) + (11 - 3.8)), reward(new Said(9, 0, -11), none), 1e-12);
  }

  @Test
  void whatIsMissingIsLearnedFromNothing() {
    Models.needLibtorch();
    DeltaProblem problem = DeltaProblem.of(setup, logs(3, 3), options(1));
    List<RobotLog> heldOut = logs(4, 3).subList(3, 4);
    PpoDelta ppo = new PpoDelta(PpoDeltaOptions.usual().withCounts(16, 24, 40).fromNothing());
    ObjectNode report = Json.mapper().createObjectNode();
    DeltaModel found = ppo.train(problem, report, line -> {});
    HeldOut logs = new HeldOut(setup, heldOut, 1, 0);
    double without = logs.errors(null).within(ReplayErrors.Quantity.POSITION, 1);
    double with = logs.errors(found).within(ReplayErrors.Quantity.POSITION, 1);
    assertTrue(with < 0.6 * without, "error %.4f of %.4f".formatted(with, without));
    assertTrue(report.get("ppo").get("best_update").asInt() > 0);
  }

  /** Five updates at the rate of a training from nothing make this error half as large again. */
  @Test
  void whatTheSupervisedDeltaKnowsIsNotForgotten() {
    Models.needLibtorch();
    DeltaTrainingOptions few = options(1);
    DeltaProblem problem =
        DeltaProblem.of(
            setup,
            logs(3, 3),
            new DeltaTrainingOptions(
                DeltaInput.standard(),
                List.of(32, 32),
                false,
                List.of(),
                few.limit(),
                few.normWeight(),
                few.rateWeight(),
                few.inputNoise(),
                400,
                0,
                few.horizonRows(),
                few.iterations(),
                3,
                1));
    ObjectNode report = Json.mapper().createObjectNode();
    new PpoDelta(PpoDeltaOptions.usual().withCounts(16, 24, 10)).train(problem, report, line -> {});
    double start = report.get("ppo").get("error_at_start").asDouble();
    double last = report.get("ppo").get("last_error").asDouble();
    assertTrue(last < 1.25 * start, "error %.5f after %.5f".formatted(last, start));
    assertTrue(report.get("ppo").get("error").asDouble() <= start);
  }

  @Test
  void threadsChangeNoNumber() {
    Models.needLibtorch();
    PpoDelta ppo = new PpoDelta(PpoDeltaOptions.usual().withCounts(5, 6, 6).fromNothing());
    List<DeltaModel> models = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      DeltaProblem problem = DeltaProblem.of(setup, logs(3, 2), options(threads));
      models.add(ppo.train(problem, Json.mapper().createObjectNode(), line -> {}));
    }
    assertArrayEquals(
        models.get(0).layers().get(0).weights(), models.get(1).layers().get(0).weights());
    assertEquals(models.get(0), models.get(1));
  }
}
