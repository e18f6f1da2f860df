package org.workcell.sim.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** A simulation with active stages, for tests with known answers. */
final class StageBench implements AutoCloseable {

  /** Two carriages of 1 kg, without gravity; the motor of the second has a gear of 2. */
  static final String CARRIAGES =
      """
      <mujoco>
        <option timestep="0.01" gravity="0 0 0"/>
        <worldbody>
          <body><joint name="a" type="slide" axis="1 0 0"/><geom size=".1" mass="1"/></body>
          <body pos="0 5 0"><joint name="b" type="slide" axis="1 0 0"/><geom size=".1" mass="1"/></body>
        </worldbody>
        <actuator><motor name="a" joint="a"/><motor name="b" joint="b" gear="2"/></actuator>
      </mujoco>
      """;

  private final Model model;
  private final Physics physics;
  private final StageChain chain;

  StageBench(String mjcf, ActuatorStageFactory... stages) {
    model = Model.load("bench.xml", Map.of("bench.xml", mjcf.getBytes(StandardCharsets.UTF_8)));
    physics = new Physics(model);
    List<ActuatorStage> made = new ArrayList<>();
    for (ActuatorStageFactory stage : stages) {
      made.add(stage.newStage(model));
    }
    chain = StageChain.attach(physics, made).orElse(null);
    if (chain != null) {
      chain.activate();
    }
  }

  Physics physics() {
    return physics;
  }

  StageChain chain() {
    return chain;
  }

  /** What the first actuator gets in the next physics step, when the task writes this. */
  double applied(double control) {
    physics.ctrl().set(0, control);
    physics.step(1);
    return chain.program().applied().get(0);
  }

  /** The same with the first joint at this position and velocity. */
  double applied(double control, double position, double velocity) {
    physics.qpos().set(0, position);
    physics.qvel().set(0, velocity);
    return applied(control);
  }

  @Override
  public void close() {
    physics.close();
    model.close();
  }
}
