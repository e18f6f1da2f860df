package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayRig;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.RowSimulation;

/** A robot that goes farther than it is told to: both joints by 0.04 rad, which a delta can add. */
class PpoDeltaTest {

  private static final double PERIOD = 0.02;
  private static final double OFFSET = 0.04;

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
            new RowSimulation(setup),
            problem.training(),
            List.of(window),
            shape,
            tips,
            Double.POSITIVE_INFINITY)) {
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
