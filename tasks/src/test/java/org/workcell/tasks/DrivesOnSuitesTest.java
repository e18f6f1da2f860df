package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.control.TargetFilterProvider;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/** Drives of a robot on the suites' own robots, and why they cannot act on some. */
class DrivesOnSuitesTest {

  private static final EnvironmentOptions PLAIN = EnvironmentOptions.defaults();
  private static final String KITCHEN = "kitchen/microwave-v1";
  private static final String METAWORLD = "metaworld/reach-v3";

  private final EnvironmentFactory factory = new EnvironmentFactory();

  @AfterEach
  void close() {
    factory.close();
  }

  private static ActuatorModel drives(
      Map<String, Double> constants, ActuatorChain.Stage... stages) {
    return new ActuatorModel(Optional.empty(), ActuatorChain.of(List.of(stages)), constants);
  }

  /** The Panda's servos as the kitchen has them, scaled. */
  static ActuatorChain.Stage pandaServos(double scale) {
    Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
    for (int i = 1; i <= 7; i++) {
      servos.put("panda0_joint" + i, Map.of("stiffness", scale * (i < 5 ? 870 : 120)));
    }
    return new ActuatorChain.Stage("servo", servos);
  }

  private SimulatedEnvironment environment(String task, EnvironmentOptions options) {
    return factory.newEnvironment(TaskRegistry.load().task(task).orElseThrow(), options);
  }

  private double[][] episode(String task, EnvironmentOptions options, int steps) {
    SimulatedEnvironment environment = environment(task, options);
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(5), storage, 0);
    double[][] positions = new double[steps][];
    double[] action = new double[environment.spec().task().action().size()];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < action.length; i++) {
        action[i] = 0.3 * Math.sin(0.4 * step + i);
      }
      storage.action().putRow(0, action);
      environment.step(storage, 0);
      positions[step] =
          task.equals(METAWORLD)
              ? environment.physics().mocapPos().toArray()
              : environment.physics().qpos().toArray();
    }
    return positions;
  }

  private static double drift(double[][] some, double[][] others, int joints) {
    double largest = 0;
    for (int step = 0; step < some.length; step++) {
      for (int i = 0; i < joints; i++) {
        largest = Math.max(largest, Math.abs(some[step][i] - others[step][i]));
      }
    }
    return largest;
  }

  @Test
  void theKitchensServosAreReplaced() {
    double[][] own = episode(KITCHEN, PLAIN, 10);
    double[][] same = episode(KITCHEN, PLAIN.withActuators(drives(Map.of(), pandaServos(1))), 10);
    double[][] weak = episode(KITCHEN, PLAIN.withActuators(drives(Map.of(), pandaServos(0.3))), 10);
    double[][] damped =
        episode(
            KITCHEN,
            PLAIN.withActuators(
                drives(Map.of("joint:robot:panda0_joint2/damping", 400.0), pandaServos(1))),
            10);
    double equal = drift(own, same, 7);
    System.out.printf("the same servos as a chain: %.2e rad%n", equal);
    assertTrue(equal < 1e-9, "the same servos: " + equal);
    assertTrue(drift(own, weak, 7) > 0.02, "weak servos: " + drift(own, weak, 7));
    assertTrue(drift(own, damped, 7) > 0.005, "a damped joint: " + drift(own, damped, 7));
  }

  @Test
  void metaWorldsHandIsNotActuated() {
    ActuatorModel drives = drives(Map.of(), pandaServos(1));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> environment(METAWORLD, PLAIN.withActuators(drives)))
            .getMessage();
    assertTrue(said.contains("moved as a motion-capture body and not by actuators"), said);
    assertTrue(said.contains("--filter delay=delay_seconds:S"), said);
    assertTrue(said.contains("dead-band=half_width:M"), said);
    assertTrue(said.contains("gain=gain:G"), said);
  }

  /** A file of identified numbers names constants of joints before any stage. */
  @Test
  void metaWorldSaysTheSameOfConstantsOfJoints() {
    ActuatorModel drives = drives(Map.of("joint:elbow/armature", 0.1));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> environment(METAWORLD, PLAIN.withActuators(drives)))
            .getMessage();
    assertTrue(said.contains("moved as a motion-capture body and not by actuators"), said);
  }

  @Test
  void metaWorldsHandIsLate() {
    int late = 3;
    EnvironmentOptions delayed =
        PLAIN.withFilters(
            List.of(new TargetFilterProvider.Delay().create("delay_seconds:" + late * 0.0125)));
    double[][] own = episode(METAWORLD, PLAIN, 20);
    double[][] later = episode(METAWORLD, delayed, 20);
    for (int step = late; step < 20; step++) {
      for (int axis = 0; axis < 3; axis++) {
        assertEquals(own[step - late][axis], later[step][axis], 1e-9, "step " + step);
      }
    }
    assertArrayEquals(later[0], later[2], 1e-12, "at rest first");
  }

  @Test
  void operationalSpaceControlGivesTorques() {
    Optional<String> libero =
        TaskRegistry.load().tasks().stream()
            .map(task -> task.id())
            .filter(id -> id.startsWith("libero"))
            .findFirst();
    String task = libero.orElseThrow();
    Map<String, Map<String, Double>> servo = Map.of("robot0_torq_j1", Map.of("stiffness", 100.0));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    environment(
                        task,
                        PLAIN.withActuators(
                            drives(Map.of(), new ActuatorChain.Stage("servo", servo)))))
            .getMessage();
    assertTrue(said.contains("controller of this task gives torques"), said);
    ActuatorModel fits =
        drives(
            Map.of("joint:robot0_joint1/damping", 3.0),
            new ActuatorChain.Stage(
                "torque-speed-limit",
                Map.of("robot0_torq_j1", Map.of("stall_torque", 20.0, "no_load_speed", 3.0))),
            new ActuatorChain.Stage(
                "friction", Map.of("robot0_torq_j2", Map.of("coulomb_torque", 2.0))));
    double[][] own = episode(task, PLAIN, 6);
    double[][] limited = episode(task, PLAIN.withActuators(fits), 6);
    assertTrue(drift(own, limited, 7) > 1e-4, "friction: " + drift(own, limited, 7));
  }
}
