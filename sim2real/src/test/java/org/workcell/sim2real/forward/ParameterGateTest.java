package org.workcell.sim2real.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

class ParameterGateTest {

  private static final HiddenArm ARM = new HiddenArm(2, 50, 2e-4, 5e-3);

  private static List<RobotLog> logs(RobotModel model, Map<String, Double> truth) {
    return List.of(
        ARM.log(model, truth, "first", 21, 5, 1), ARM.log(model, truth, "second", 22, 5, 1));
  }

  private static ParameterFile file(Map<String, Double> numbers) {
    List<IdentifiedParameter> parameters = new ArrayList<>();
    new TreeMap<>(numbers)
        .forEach(
            (path, value) ->
                parameters.add(
                    new IdentifiedParameter(
                        path, "", value, value, 0, 1e9, null, null, Status.FITTED, "")));
    return new ParameterFile(
        1, "test", "", "forward", "engine", null, List.of(), parameters, List.of(), Map.of());
  }

  private static ParameterGate.Judged judge(
      RobotModel model, Map<String, Double> truth, Map<String, Double> found) {
    return new ParameterGate(RobotSetup.builder(model).build(), 2, 5)
        .judge(file(found), logs(model, truth));
  }

  @Test
  void numbersOfADifferentRobotAreAccepted() {
    try (RobotModel model = ARM.model()) {
      Map<String, Double> truth = Map.of("joint:j0/damping", 2.4, "joint:j1/damping", 0.4);
      ParameterGate.Judged judged = judge(model, truth, truth);
      assertTrue(judged.decision().accepted(), judged.decision().reason());
      assertTrue(judged.decision().gain() > 0.5, judged.decision().reason());
      assertEquals(file(truth).parameters(), judged.file().parameters());
      assertEquals(1, judged.file().fit().get("gate.accepted"));
      assertTrue(judged.file().fit().get("gate.low@1.0") > ParameterGate.LEAST_GAIN);
    }
  }

  /** What a fit to noise finds: numbers that are a little off where the nominal ones are right. */
  @Test
  void numbersThatGainNothingAreGivenUp() {
    try (RobotModel model = ARM.model()) {
      ParameterGate.Judged judged =
          judge(model, Map.of(), Map.of("joint:j0/damping", 1.51, "joint:j1/damping", 0.78));
      assertFalse(judged.decision().accepted(), judged.decision().reason());
      assertEquals(List.of(), judged.file().parameters());
      assertEquals(0, judged.file().fit().get("gate.accepted"));
      assertTrue(judged.file().fit().get("gate.low@1.0") < 0);
    }
  }

  @Test
  void numbersThatDivergeAreGivenUp() {
    try (RobotModel model = ARM.model()) {
      ParameterGate.Judged judged =
          judge(
              model,
              Map.of("joint:j0/damping", 2.4),
              Map.of("joint:j0/damping", 2.4, "actuator:j1/kv", -1e4));
      assertFalse(judged.decision().accepted());
      assertTrue(judged.decision().reason().contains("diverge"), judged.decision().reason());
    }
  }
}
