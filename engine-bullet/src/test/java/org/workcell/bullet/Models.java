package org.workcell.bullet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.workcell.sim.physics.Model;

/** Models for tests of both engines. */
final class Models {

  /** A rod of 1.2 kg on a hinge, its centre 0.4 m below; moment about the hinge 0.25 kg m². */
  static final String PENDULUM =
      """
      <mujoco>
        <option timestep="0.0005"/>
        <worldbody>
          <body name="rod" pos="0.1 -0.3 2">
            <joint name="pivot" axis="0 1 0"/>
            <inertial pos="0 0 -0.4" mass="1.2" diaginertia="0.058 0.058 0.002"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  /** Two hinges about the same axis, no gravity. */
  static final String PLANAR =
      """
      <mujoco>
        <option timestep="0.0005" gravity="0 0 0"/>
        <worldbody>
          <body>
            <joint axis="0 1 0"/>
            <inertial pos="0 0.02 -0.2" mass="1" diaginertia="0.02 0.02 0.004"/>
            <body pos="0 0 -0.4">
              <joint axis="0 1 0"/>
              <inertial pos="0.01 0 -0.15" mass="0.7" diaginertia="0.009 0.008 0.001"/>
            </body>
          </body>
        </worldbody>
      </mujoco>
      """;

  /**
   * Everything that is easily got wrong: turned bodies, turned inertia, anchors off the body's
   * origin, slanted axes, several joints of one body, fixed bodies on links and on the world, two
   * trees, positions that are not zero in the model.
   */
  static final String CROOKED =
      """
      <mujoco>
        <compiler angle="radian"/>
        <option timestep="0.001" gravity="0.3 -1 -9.5"/>
        <worldbody>
          <body pos="0.3 0.1 0.5" quat="0.8 0.2 -0.4 0.3">
            <geom type="box" size="0.1 0.1 0.1" mass="3"/>
            <body pos="0.1 -0.1 0.2" quat="0.5 0.5 -0.1 0.6">
              <joint name="a" type="slide" axis="0.2 0.3 1" ref="0.1" damping="3"/>
              <joint name="b" axis="1 0.3 -0.2" pos="0.02 0.05 -0.03" ref="0.4" damping="0.2"/>
              <joint name="c" axis="0.1 1 0.5" pos="-0.03 0.01 0.02" armature="0.05"/>
              <inertial pos="0.05 -0.02 0.1" quat="0.9 0.1 0.3 -0.2" mass="1.5" diaginertia="0.03 0.02 0.015"/>
              <body pos="0.1 0.2 0" quat="0.3 -0.7 0.2 0.4">
                <inertial pos="0.02 0.03 0.01" quat="0.7 -0.3 0.1 0.2" mass="0.4" diaginertia="0.004 0.003 0.002"/>
                <body pos="-0.05 0.1 0.15" quat="0.6 0.1 0.5 -0.5">
                  <joint name="d" axis="0 0 1" pos="0.01 0.02 0.03" ref="-0.7"/>
                  <inertial pos="0.03 0.01 0.08" quat="0.2 0.9 -0.3 0.1" mass="0.8" diaginertia="0.006 0.005 0.003"/>
                </body>
              </body>
              <body pos="0 -0.15 0.1" quat="0.4 0.4 0.7 0.1">
                <joint name="e" type="slide" axis="1 0.2 0" stiffness="40" springref="0.05"/>
                <inertial pos="0.02 -0.04 0.01" mass="0.5" diaginertia="0.002 0.003 0.0015"/>
              </body>
            </body>
          </body>
          <body pos="-1 0 1">
            <joint name="f" axis="0 1 0"/>
            <inertial pos="0 0 -0.2" mass="0.6" diaginertia="0.004 0.004 0.001"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  private Models() {}

  /** An arm of ours without contacts, and without dry friction if so told. */
  static Model arm(String name, boolean friction) {
    String path = "/org/workcell/assets/arms/%s/arm.xml".formatted(name);
    try (InputStream in = Models.class.getResourceAsStream(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String free =
          text.replaceFirst("<option ([^>]*)/>", "<option $1><flag contact=\"disable\"/></option>");
      return Rig.model(friction ? free : free.replaceAll("frictionloss=\"[^\"]*\"", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
