package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Chains in which every actuator has parameters of its own. */
class ActuatorChainTest {

  private static Map<String, Map<String, Double>> each(
      Map<String, Double> first, Map<String, Double> second) {
    Map<String, Map<String, Double>> both = new LinkedHashMap<>();
    both.put("a", first);
    both.put("b", second);
    return both;
  }

  private static ActuatorChain chain() {
    return ActuatorChain.of(
        List.of(
            new ActuatorChain.Stage(
                "delay", each(Map.of("delay_seconds", 0.02), Map.of("delay_seconds", 0.0))),
            new ActuatorChain.Stage(
                "servo",
                each(
                    Map.of("stiffness", 10.0, "damping", 1.0),
                    Map.of("stiffness", 30.0, "output_limit", 5.0))),
            new ActuatorChain.Stage("friction", Map.of("b", Map.of("coulomb_torque", 0.5)))));
  }

  private static StageBench bench(ActuatorChain chain) {
    return new StageBench(
        StageBench.CARRIAGES, chain.factories().toArray(ActuatorStageFactory[]::new));
  }

  @Test
  void everyActuatorHasItsOwnParameters() {
    try (StageBench bench = bench(chain())) {
      double[] applied = new double[2];
      for (int i = 0; i < 3; i++) {
        bench.physics().qpos().write(0, new double[] {0, 0});
        bench.physics().qvel().write(0, new double[] {0, 0});
        bench.physics().ctrl().write(0, new double[] {i, 0.1 * i});
        bench.physics().step(1);
        bench.chain().program().applied().read(0, applied);
        assertEquals(0, applied[0], 1e-12, "two steps late");
        assertEquals(Math.min(5, 30 * 0.1 * i), applied[1], 1e-12);
      }
      bench.physics().qpos().write(0, new double[] {0, 0});
      bench.physics().qvel().write(0, new double[] {0, 0});
      bench.physics().ctrl().write(0, new double[] {0, 9});
      bench.physics().step(1);
      bench.chain().program().applied().read(0, applied);
      assertEquals(10, applied[0], 1e-12);
      assertEquals(5, applied[1], 1e-12, "at its limit");
    }
  }

  @Test
  void parametersAreFoundInAProgram() {
    ActuatorChain chain = chain().withRoomFor(0.05);
    try (StageBench bench = bench(chain)) {
      for (ActuatorChain.Stage stage : chain.stages()) {
        stage
            .actuators()
            .forEach(
                (actuator, values) ->
                    values.forEach(
                        (parameter, value) ->
                            assertEquals(
                                value,
                                chain
                                    .place(stage.stage(), actuator, parameter)
                                    .get(bench.chain().program()))));
      }
      ActuatorChain.Place stiffness = chain.place("servo", "b", "stiffness");
      stiffness.set(bench.chain().program(), 7);
      bench.physics().ctrl().write(0, new double[] {0, 0.5});
      bench.physics().step(1);
      assertEquals(3.5, bench.chain().program().applied().get(1), 1e-12);
      bench.chain().reset();
      assertEquals(30, stiffness.get(bench.chain().program()));
    }
  }

  /** In-place changes are the same as another chain, to the bit. */
  @Test
  void changedInPlaceIsAsMadeSo() {
    ActuatorChain wanted =
        chain()
            .with("delay", "a", "delay_seconds", 0.035)
            .with("servo", "b", "damping", 2)
            .with("friction", "b", "viscous_coefficient", 0.3);
    ActuatorChain start = chain().withRoomFor(0.04);
    try (StageBench made = bench(wanted);
        StageBench changed = bench(start)) {
      start.place("delay", "a", "delay_seconds").set(changed.chain().program(), 0.035);
      start.place("servo", "b", "damping").set(changed.chain().program(), 2);
      start.place("friction", "b", "viscous_coefficient").set(changed.chain().program(), 0.3);
      for (int i = 0; i < 200; i++) {
        double[] control = {Math.sin(0.1 * i), Math.cos(0.07 * i)};
        made.physics().ctrl().write(0, control);
        changed.physics().ctrl().write(0, control);
        made.physics().step(1);
        changed.physics().step(1);
        for (int j = 0; j < 2; j++) {
          assertEquals(made.physics().qpos().get(j), changed.physics().qpos().get(j), 0.0);
        }
      }
      assertNotEquals(0, made.physics().qpos().get(0));
    }
  }

  @Test
  void identitiesNameEveryValue() {
    ActuatorChain chain = chain();
    assertEquals(chain, chain());
    assertEquals(chain, ActuatorChain.of(chain.stages()), "from its own description");
    assertEquals(chain, chain.withRoomFor(1));
    for (ActuatorChain.Stage stage : chain.stages()) {
      stage
          .actuators()
          .forEach(
              (actuator, values) ->
                  values.forEach(
                      (parameter, value) ->
                          assertNotEquals(
                              chain,
                              chain.with(
                                  stage.stage(), actuator, parameter, value == 2.5 ? 3 : 2.5))));
    }
    assertTrue(chain.identity().contains("delay@a(delay_seconds=0.02)+b(delay_seconds=0.0)"));
    assertEquals(
        chain.factories().stream().map(ActuatorStageFactory::identity).toList(),
        List.of(chain.identity().split(", ")));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertMessage("no actuator stage 'spring'", () -> one("spring", Map.of("a", Map.of())));
    assertMessage("names no actuator", () -> one("delay", Map.of()));
    assertMessage("no parameter 'stiff'", () -> one("servo", Map.of("a", Map.of("stiff", 1.0))));
    assertMessage(
        "expected a positive", () -> one("dc-motor", Map.of("a", Map.of("resistance", 0.0))));
    assertMessage(
        "expected a non-negative",
        () -> one("delay", Map.of("a", Map.of("delay_seconds", Double.NaN))));
    ActuatorChain.Stage friction = chain().stages().get(2);
    ActuatorChain.Stage delay = chain().stages().get(0);
    assertMessage("must be the last", () -> ActuatorChain.of(List.of(friction, delay)));
    assertMessage("stands twice", () -> ActuatorChain.of(List.of(delay, delay)));
    assertMessage("no stage 'backlash'", () -> chain().place("backlash", "a", "gap"));
    assertMessage("no actuator 'a'", () -> chain().place("friction", "a", "coulomb_torque"));
    assertMessage("no parameter 'kp'", () -> chain().with("servo", "a", "kp", 1));
  }

  private static void one(String stage, Map<String, Map<String, Double>> actuators) {
    ActuatorChain.of(List.of(new ActuatorChain.Stage(stage, actuators)));
  }

  private static void assertMessage(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
