package org.workcell.sim2real.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.records.Json;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayStudy;

class DeltaTrainingTest {

  private static final double NOISE = 1e-4;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static DeltaModel learn(RobotSetup setup, List<RobotLog> logs, DeltaMethod method) {
    DeltaProblem problem = DeltaProblem.of(setup, logs, DeltaRig.options(120, 6));
    ObjectNode report = Json.mapper().createObjectNode();
    return method.train(problem, report, line -> {});
  }

  /** A dead band is nothing that the numbers of the model can say. */
  @Test
  void theGateAcceptsWhatHelpsAndSeedsDetermineIt() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      List<RobotLog> logs = DeltaRig.logs(DeltaRig.deadBand(model, 0.03), 6, 3, NOISE, 0);
      DeltaModel delta = learn(setup, logs.subList(0, 4), new SupervisedDelta());
      DeltaModel again = learn(setup, logs.subList(0, 4), new SupervisedDelta());
      assertEquals(delta.sha256(), again.sha256());
      DeltaGate.Judged judged =
          new DeltaGate(setup, 2, 1).judge(delta, logs.subList(4, 6), logs.subList(5, 6));
      assertTrue(judged.decision().accepted(), judged.decision().reason());
      DeltaGate.Gain gain = judged.decision().gains().get(2);
      assertTrue(gain.gain() > 0.5, "gain " + gain);
      assertTrue(gain.low() <= gain.gain() && gain.gain() <= gain.high(), "interval " + gain);
    }
  }

  @Test
  void theGateRefusesWhereThereIsNoGap() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      List<RobotLog> logs = DeltaRig.logs(setup, 6, 3, NOISE, 0);
      DeltaModel delta = learn(setup, logs.subList(0, 4), new SupervisedDelta());
      DeltaGate.Decision decision =
          new DeltaGate(setup, 2, 1).judge(delta, logs.subList(4, 6), List.of()).decision();
      assertFalse(decision.accepted(), decision.reason());
      assertFalse(decision.reason().isEmpty());
    }
  }

  @Test
  void windowsDoNotMakeItWorseOnLogsPutAside() {
    try (RobotModel model = DeltaRig.model()) {
      RobotSetup setup = RobotSetup.builder(model).build();
      List<RobotLog> logs = DeltaRig.logs(DeltaRig.deadBand(model, 0.03), 4, 3, NOISE, 0);
      DeltaProblem problem = DeltaProblem.of(setup, logs, DeltaRig.options(20, 30));
      ObjectNode report = Json.mapper().createObjectNode();
      new MultiStepDelta().train(problem, report, line -> {});
      double before = report.path("window_error_before").asDouble();
      double after = report.path("window_error_after").asDouble();
      assertTrue(after < before, "before %s, after %s".formatted(before, after));
    }
  }

  @Test
  void comparesMethodsThatLearn() {
    try (RobotModel model = DeltaRig.model()) {
      List<RobotLog> logs = DeltaRig.logs(DeltaRig.deadBand(model, 0.03), 5, 3, NOISE, 0);
      Comparison comparison =
          Comparison.builder(model)
              .training(logs.subList(0, 4))
              .options(DeltaRig.options(120, 6))
              .build();
      List<RobotLog> compared = new ArrayList<>(logs.subList(4, 5));
      ReplayStudy study =
          ReplayStudy.of(
              comparison.candidates(
                  List.of(ComparedMethod.DELTA, ComparedMethod.DELTADYN, ComparedMethod.ASAP_GRID),
                  compared),
              compared,
              new ReplayStudy.Options(new double[] {0.25, 1}, 0.5, 2, 1));
      ComparisonReport report = ComparisonReport.of(study);
      assertEquals(4, report.methods().size());
      for (int motion = 1; motion <= 2; motion++) {
        double reduction = study.reductionWithin(motion, Quantity.POSITION, 0.25).value();
        assertTrue(reduction > 0.3, report.methods().get(motion).method() + " " + reduction);
      }
    }
  }
}
