package org.workcell.datasets.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.Json;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.control.StageChain;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/**
 * What the native stages make of signals is what a file of the Python package's tests says, where
 * the NumPy reader is compared with it. {@code -Dworkcell.record.signals=true} writes the file.
 */
class RecordedSignalsTest {

  private static final Path FILE =
      Path.of("..", "env-server", "python", "tests", "actuator_signals.json");
  private static final int ROWS = 80;
  private static final double TIMESTEP_SECONDS = 0.004;
  private static final String MJCF =
      """
      <mujoco>
        <option timestep="0.004"/>
        <worldbody>
          <body><joint name="shoulder" axis="0 1 0" armature="0.01"/>
            <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <body pos=".3 0 0"><joint name="elbow" axis="0 1 0" armature="0.004"/>
              <geom type="capsule" fromto="0 0 0 .2 0 0" size=".02" mass=".5"/>
            </body>
          </body>
        </worldbody>
        <actuator><motor name="shoulder" joint="shoulder"/>
          <motor name="elbow" joint="elbow" gear="-1.5"/></actuator>
      </mujoco>
      """;
  private static final String PARAMETERS =
      """
      {"format": 1, "parameters": [
        {"path": "actuator:elbow/servo.stiffness", "value": 21.5, "status": "fitted"}],
       "chain": [
        {"stage": "delay", "actuators": {
          "shoulder": {"delay_seconds": 0.0093}, "elbow": {"delay_seconds": 0.012}}},
        {"stage": "backlash", "actuators": {"elbow": {"gap": 0.11}}},
        {"stage": "position-dead-band", "actuators": {
          "shoulder": {"half_width": 0.03}, "elbow": {"half_width": 0.01}}},
        {"stage": "servo", "actuators": {
          "shoulder": {"stiffness": 30.0, "damping": 0.4, "integral_gain": 50.0,
            "integral_limit": 1.5, "position_offset": -0.02},
          "elbow": {"stiffness": 9.0, "output_limit": 9.5}}},
        {"stage": "dead-band", "actuators": {"shoulder": {"half_width": 0.4}}},
        {"stage": "dc-motor", "actuators": {
          "shoulder": {"torque_constant": 1.1, "resistance": 2.3, "voltage_limit": 12.0},
          "elbow": {"torque_constant": 0.8, "resistance": 1.7, "current_limit": 3.0}}},
        {"stage": "torque-speed-limit", "actuators": {
          "elbow": {"stall_torque": 2.5, "no_load_speed": 4.0, "torque_limit": 2.2}}},
        {"stage": "friction", "actuators": {
          "elbow": {"coulomb_torque": 0.05, "viscous_coefficient": 0.03, "stribeck_torque": 0.2,
            "stribeck_velocity": 0.4, "stribeck_exponent": 1.6, "motor_load_share": 0.06,
            "external_load_share": 0.04, "motor_load_share_stribeck": 0.02,
            "external_load_share_stribeck": 0.11, "motor_load_quadratic": 0.013,
            "external_load_quadratic": 0.007},
          "shoulder": {"coulomb_torque": 4.0, "viscous_coefficient": 0.1,
            "motor_load_share": 0.1, "external_load_share": 0.1}}}]}
      """;

  @Test
  void nativeStagesDoWhatTheFileSays() throws IOException {
    JsonNode now = record();
    if (Boolean.getBoolean("workcell.record.signals")) {
      Files.writeString(FILE, Json.pretty(now));
    }
    JsonNode kept = Json.mapper().readTree(Files.readString(FILE));
    assertEquals(kept.get("parameters"), now.get("parameters"));
    for (Map.Entry<String, JsonNode> signal : now.get("signals").properties()) {
      JsonNode wanted = kept.get("signals").get(signal.getKey());
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < signal.getValue().get(row).size(); i++) {
          assertEquals(
              wanted.get(row).get(i).doubleValue(),
              signal.getValue().get(row).get(i).doubleValue(),
              1e-10,
              signal.getKey() + " of row " + row);
        }
      }
    }
  }

  private static JsonNode record() throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    root.set("parameters", Json.mapper().readTree(PARAMETERS));
    root.put("timestep_seconds", TIMESTEP_SECONDS);
    ArrayNode order = root.putArray("actuators");
    List.of("shoulder", "elbow").forEach(order::add);
    ObjectNode signals = root.putObject("signals");
    try (Model model =
            Model.load("arm.xml", Map.of("arm.xml", MJCF.getBytes(StandardCharsets.UTF_8)));
        Physics physics = new Physics(model)) {
      List<ActuatorStage> stages = ParameterFiles.actuators("p.json", PARAMETERS).newStages(model);
      StageChain chain = StageChain.attach(physics, stages).orElseThrow();
      chain.activate();
      DoubleArray friction = chain.program().state(stages.size() - 1);
      for (int row = 0; row < ROWS; row++) {
        step(physics, chain, friction, row, signals);
      }
    }
    return root;
  }

  private static void step(
      Physics physics, StageChain chain, DoubleArray friction, int row, ObjectNode signals) {
    // Joints move fast, slowly and not at all.
    double pace = Math.pow(Math.sin(0.05 * row), 7);
    double[] position = {0.4 * Math.sin(0.13 * row), 0.7 * Math.cos(0.09 * row)};
    double[] velocity = {2 * pace, -3 * pace * Math.cos(0.2 * row)};
    double[] command = {0.6 * Math.sin(0.11 * row + 0.3), -0.8 * Math.cos(0.17 * row)};
    double[] pushed = {1.5 * Math.cos(0.3 * row), Math.sin(0.23 * row)};
    physics.qpos().write(0, position);
    physics.qvel().write(0, velocity);
    physics.ctrl().write(0, command);
    physics.array("qfrc_applied").write(0, pushed);
    physics.step(1);
    double[] rubbing = {friction.get(3), friction.get(2)};
    double[] motor = physics.array("qfrc_actuator").toArray();
    double[] smooth = physics.array("qfrc_smooth").toArray();
    double[] acceleration = physics.array("qacc_smooth").toArray();
    double[] response = response(physics);
    double[] external = new double[2];
    double[] free = new double[2];
    for (int i = 0; i < 2; i++) {
      external[i] = smooth[i] - motor[i] - rubbing[i];
      free[i] =
          velocity[i]
              + TIMESTEP_SECONDS * acceleration[i]
              - response[2 * i] * rubbing[0]
              - response[2 * i + 1] * rubbing[1];
    }
    double[] gears = {1, -1.5};
    add(signals, "command", command);
    add(signals, "position", position[0] * gears[0], position[1] * gears[1]);
    add(signals, "velocity", velocity[0] * gears[0], velocity[1] * gears[1]);
    add(signals, "applied", chain.program().applied().toArray());
    add(signals, "joint_velocity", velocity);
    add(signals, "motor", motor);
    add(signals, "external", external);
    add(signals, "free_velocity", free);
    add(signals, "response", response);
    add(signals, "friction", rubbing);
  }

  /** Change of velocity i per torque j. */
  private static double[] response(Physics physics) {
    DoubleBuffer mass =
        ByteBuffer.allocateDirect(4 * Double.BYTES).order(ByteOrder.nativeOrder()).asDoubleBuffer();
    physics.massMatrix(mass);
    double scale = TIMESTEP_SECONDS / (mass.get(0) * mass.get(3) - mass.get(1) * mass.get(2));
    return new double[] {
      scale * mass.get(3), -scale * mass.get(1), -scale * mass.get(2), scale * mass.get(0)
    };
  }

  private static void add(ObjectNode signals, String name, double... values) {
    ArrayNode row = signals.withArray("/" + name).addArray();
    for (double value : values) {
      row.add(value);
    }
  }
}
