package org.workcell.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.workcell.sim.control.OperationalSpaceGains;
import org.workcell.sim.control.OperationalSpaceStage;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** An arm of seven hinges with torque motors and nothing around it. */
final class TorqueArm implements AutoCloseable {

  private static final double[] START = {0, 0.4, 0, -1.8, 0, 1.6, 0.3};

  private final Model model;
  private final Physics physics;
  private final OperationalSpaceStage stage;

  TorqueArm() {
    model = Model.load("arm.xml", Map.of("arm.xml", mjcf().getBytes(StandardCharsets.UTF_8)));
    physics = new Physics(model);
    physics.qpos().write(0, START);
    physics.forward();
    List<String> motors = IntStream.range(0, START.length).mapToObj(i -> "m" + i).toList();
    stage =
        new OperationalSpaceStage(model, "grip", motors, OperationalSpaceGains.critical(150, 10));
  }

  private static String mjcf() {
    StringBuilder bodies = new StringBuilder();
    StringBuilder motors = new StringBuilder();
    for (int i = 0; i < START.length; i++) {
      bodies.append(
          ("<body pos='.02 0 .2'><joint name='j%d' axis='%s' armature='.1'/>"
                  + "<geom type='capsule' fromto='0 0 0 .02 0 .2' size='.03' mass='1'/>")
              .formatted(i, i % 2 == 0 ? "0 0 1" : "0 1 0"));
      motors.append("<motor name='m%d' joint='j%d'/>".formatted(i, i));
    }
    return "<mujoco><option timestep='.002'><flag contact='disable'/></option><worldbody>"
        + bodies
        + "<site name='grip' pos='.05 0 .25'/>"
        + "</body>".repeat(START.length)
        + "</worldbody><actuator>"
        + motors
        + "</actuator></mujoco>";
  }

  Physics physics() {
    return physics;
  }

  OperationalSpaceStage stage() {
    return stage;
  }

  @Override
  public void close() {
    physics.close();
    model.close();
  }
}
