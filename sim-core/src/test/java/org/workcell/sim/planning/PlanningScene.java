package org.workcell.sim.planning;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** An arm of seven joints that collides, a table, a wall, and a box that can be carried. */
final class PlanningScene {

  static final List<String> JOINTS = List.of("j1", "j2", "j3", "j4", "j5", "j6", "j7");

  private static final String MJCF =
      """
      <mujoco>
        <compiler angle="radian" autolimits="true"/>
        <option timestep="0.002" integrator="implicitfast"/>
        <default>
          <joint damping="4" armature="0.1" axis="0 1 0" range="-2.2 2.2"/>
          <geom type="capsule" size="0.04" density="500"/>
          <position kp="800" kv="40"/>
        </default>
        <worldbody>
          <geom name="table" type="box" size="0.6 0.8 0.02" pos="0.4 0 -0.02"/>
          <geom name="wall" type="box" size="0.15 0.01 0.2" pos="0.55 0 0.2"/>
          <body name="base">
            <geom type="cylinder" size="0.07 0.1" pos="0 0 0.1"/>
            <body pos="0 0 0.2"><joint name="j1" axis="0 0 1" range="-2.8 2.8"/>
              <geom name="shoulder" fromto="0 0 0.02 0 0 0.1"/>
              <body pos="0 0 0.12"><joint name="j2" range="-1.8 1.8"/>
                <geom name="upper" fromto="0 0 0 0 0 0.3"/>
                <body pos="0 0 0.3"><joint name="j3" axis="0 0 1" range="-2.8 2.8"/>
                  <geom fromto="0 0 0 0 0 0.04"/>
                  <body pos="0 0 0.04"><joint name="j4"/>
                    <geom name="lower" fromto="0 0 0.03 0 0 0.28"/>
                    <body pos="0 0 0.3"><joint name="j5" axis="0 0 1" range="-2.8 2.8"/>
                      <geom size="0.03" fromto="0 0 0 0 0 0.04"/>
                      <body pos="0 0 0.05"><joint name="j6"/>
                        <geom size="0.03" fromto="0 0 0 0 0 0.04"/>
                        <body name="hand" pos="0 0 0.05">
                          <joint name="j7" axis="0 0 1" range="-2.8 2.8"/>
                          <geom name="palm" type="box" size="0.03 0.03 0.02" pos="0 0 0.02"/>
                          <site name="tip" pos="0 0 0.08"/>
                          <body name="left"><joint name="left" type="slide" range="0 0.03"/>
                            <geom name="left" type="box" size="0.01 0.005 0.02" pos="0 0.026 0.06"/>
                          </body>
                          <body name="right"><joint name="right" type="slide" range="-0.03 0"/>
                            <geom name="right" type="box" size="0.01 0.005 0.02" pos="0 -0.026 0.06"/>
                          </body>
                        </body>
                      </body>
                    </body>
                  </body>
                </body>
              </body>
            </body>
          </body>
          <body name="box" pos="0.4 0.4 0.03"><freejoint/>
            <geom name="box" type="box" size="0.02 0.02 0.03"/>
          </body>
          <body name="post" pos="0.4 -0.5 0.1">
            <geom name="post" type="cylinder" size="0.02 0.1"/>
          </body>
        </worldbody>
        <actuator>
          <position joint="j1"/><position joint="j2"/><position joint="j3"/><position joint="j4"/>
          <position joint="j5"/><position joint="j6"/><position joint="j7"/>
          <position joint="left"/><position joint="right"/>
        </actuator>
        <sensor><framepos objtype="site" objname="tip"/><jointpos joint="j4"/></sensor>
      </mujoco>
      """;

  private PlanningScene() {}

  static Model newModel() {
    return Model.load(
        "planning.xml", Map.of("planning.xml", MJCF.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hand above the table, on the left of the wall, pointing down. */
  static double[] home() {
    return new double[] {0.6, 0.3, 0, 1.6, 0, Math.PI - 1.9, 0};
  }

  static void move(Physics physics, double[] joints) {
    for (int i = 0; i < JOINTS.size(); i++) {
      physics.qpos().set(physics.scene().positionAddress(JOINTS.get(i)), joints[i]);
      physics.ctrl().set(i, joints[i]);
    }
  }

  /** A tip that points down. */
  static Pose down(double x, double y, double z) {
    Pose pose = new Pose();
    Rotations.fromQuatWxyz(new double[] {0, 0, 1, 0}, 0, pose.rotation());
    pose.position()[0] = x;
    pose.position()[1] = y;
    pose.position()[2] = z;
    return pose;
  }
}
