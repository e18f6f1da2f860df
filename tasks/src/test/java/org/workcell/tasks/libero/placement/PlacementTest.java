package org.workcell.tasks.libero.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** Placement in a small scene of boxes, without upstream's data. */
class PlacementTest {

  private static final String ROBOT_JOINT =
      "<body pos='0 0 9'><joint type='slide'/><geom size='.01' contype='0'"
          + " conaffinity='0'/></body>";

  /**
   * A table, two plates of 10 by 10 by 2 cm and a bowl of 4 by 4 by 4 cm; the robot is 9 slides.
   */
  private static final String SCENE =
      """
      <mujoco>
        <worldbody>
          <geom name="floor" type="plane" size="3 3 1"/>
          <body name="table" pos="0 0 0.875"><geom type="box" size="0.5 0.6 0.025"/></body>
          %s
          <body name="plate_1_main"><freejoint/><geom type="box" size="0.05 0.05 0.01"/></body>
          <body name="plate_2_main"><freejoint/><geom type="box" size="0.05 0.05 0.01"/></body>
          <body name="white_bowl_1_main"><freejoint/><geom type="box" size="0.02 0.02 0.02"/></body>
        </worldbody>
      </mujoco>
      """
          .formatted(ROBOT_JOINT.repeat(TaskConfig.ROBOT_POSITIONS));

  private static final double TABLE = 0.9;

  @TempDir private Path folder;

  private TaskConfig config(String firstRange, String secondRange) throws IOException {
    return TaskConfigs.read(
        Files.writeString(
            folder.resolve("stack.bddl"),
            """
            (define (problem LIBERO_Kitchen_Tabletop_Manipulation)
              (:regions (a (:target kitchen_table) (:ranges ((%s))))
                        (b (:target kitchen_table) (:ranges ((%s)))))
              (:fixtures kitchen_table - kitchen_table)
              (:objects plate_1 plate_2 - plate white_bowl_1 - white_bowl)
              (:init (On white_bowl_1 plate_2) (On plate_1 kitchen_table_a)
                     (On plate_2 kitchen_table_b))
              (:goal (On white_bowl_1 plate_1)))
            """
                .formatted(firstRange, secondRange)));
  }

  private static Model scene() {
    return Model.load("scene.xml", Map.of("scene.xml", SCENE.getBytes(StandardCharsets.UTF_8)));
  }

  private static double position(InitialState state, int object, int axis) {
    return state.positions()[TaskConfig.ROBOT_POSITIONS + 7 * object + axis];
  }

  @Test
  void drawsStackAndRepeat() throws IOException {
    TaskConfig config = config("-0.1 0.1 0.1 0.2", "-0.1 0.1 0.1 0.2");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      FreshPlacement placement = new FreshPlacement(config, physics);
      PremiseCheck check = new PremiseCheck(config, physics);
      for (int seed = 0; seed < 10; seed++) {
        InitialState state = placement.draw(new RandomStream(seed), 0, poses -> {});
        assertTrue(check.check(state).isTrue(), () -> check.check(state).failures().toString());
        assertEquals(TABLE + 0.01, position(state, 0, 2), 1e-6);
        assertEquals(TABLE + 0.04, position(state, 2, 2), 2e-6);
        assertEquals(position(state, 1, 0), position(state, 2, 0));
        double x = Math.abs(position(state, 0, 0) - position(state, 1, 0));
        double y = Math.abs(position(state, 0, 1) - position(state, 1, 1));
        assertTrue(Math.max(x, y) >= 0.1 - 1e-9, "plates overlap");
        assertArrayEquals(
            state.context(), placement.draw(new RandomStream(seed), 0, poses -> {}).context());
      }
    }
  }

  @Test
  void drawsGiveUpWhereNothingFits() throws IOException {
    TaskConfig config = config("0 0 0.01 0.01", "0 0 0.01 0.01");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      FreshPlacement placement = new FreshPlacement(config, physics);
      RandomStream random = new RandomStream(1);
      String message =
          assertThrows(IllegalArgumentException.class, () -> placement.draw(random, 0, poses -> {}))
              .getMessage();
      assertTrue(message.contains("(on plate_2 kitchen_table_b)"), message);
      // Upstream's objects are points with a radius of 2.5 cm, and it would try for ever.
      UpstreamPlacement upstream = new UpstreamPlacement(config, physics);
      assertThrows(IllegalArgumentException.class, () -> upstream.first(0));
    }
  }

  @Test
  void stretchWidensRegions() throws IOException {
    TaskConfig config = config("0 0 0.01 0.01", "0.2 0 0.21 0.01");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      FreshPlacement placement = new FreshPlacement(config, physics);
      double least = 1;
      double most = -1;
      for (int seed = 0; seed < 10; seed++) {
        InitialState state = placement.draw(new RandomStream(seed), 1, poses -> {});
        least = Math.min(least, position(state, 0, 0));
        most = Math.max(most, position(state, 0, 0));
      }
      assertTrue(least >= -0.01 && least < 0, "least " + least);
      assertTrue(most <= 0.02 && most > 0.01, "most " + most);
    }
  }

  /** Plates overlap by 3 cm, more than one alone may move; a stack moves as a whole. */
  @Test
  void settledObjectsGiveWay() throws IOException {
    TaskConfig config = config("0 0 0.01 0.01", "0.2 0 0.21 0.01");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      InitialState start = overlapping(config, physics, 0.07);
      PremiseCheck check = new PremiseCheck(config, physics);
      InitialState settled = new SettledContexts(config, physics).settle(start);
      assertTrue(check.check(start).isTrue(), () -> check.check(start).failures().toString());
      assertTrue(position(settled, 1, 0) - position(settled, 0, 0) >= 0.1 - 1e-9);
      assertEquals(position(settled, 1, 0), position(settled, 2, 0), 1e-12);
      for (int i = 0; i < 200; i++) {
        physics.step(1);
      }
      assertTrue(check.check(start).isTrue(), () -> check.check(start).failures().toString());
    }
  }

  @Test
  void startsThatCannotSettleAreRefused() throws IOException {
    TaskConfig config = config("0 0 0.01 0.01", "0.2 0 0.21 0.01");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      InitialState start = overlapping(config, physics, 0.05);
      SettledContexts settled = new SettledContexts(config, physics);
      String message =
          assertThrows(IllegalArgumentException.class, () -> settled.settle(start)).getMessage();
      assertTrue(message.contains("plate_2"), message);
    }
  }

  @Test
  void checkSeesWhatStandsOnNothing() throws IOException {
    TaskConfig config = config("0 0 0.01 0.01", "0.2 0 0.21 0.01");
    try (Model scene = scene();
        Physics physics = new Physics(scene)) {
      InitialState start = overlapping(config, physics, 0.2);
      InitialState settled = new SettledContexts(config, physics).settle(start);
      PremiseCheck check = new PremiseCheck(config, physics);
      physics.qpos().set(TaskConfig.ROBOT_POSITIONS + 14 + 2, 0.98);
      physics.forward();
      assertEquals(1, check.check(settled).failures().size());
      assertFalse(check.check(settled).failures().get(0).holds());
      settled.write(physics);
      physics.qpos().set(TaskConfig.ROBOT_POSITIONS, position(settled, 0, 0) + 0.021);
      physics.forward();
      Premise.Finding moved = check.check(settled).failures().get(0);
      assertTrue(moved.holds());
      assertEquals(0.021, moved.driftMetres(), 1e-12);
    }
  }

  /** Plates side by side, dropped from 1 cm, and the bowl above the second. */
  private static InitialState overlapping(TaskConfig config, Physics physics, double distance) {
    InitialState state = new UpstreamPlacement(config, physics).first(3);
    for (int object = 0; object < 3; object++) {
      state.positions()[TaskConfig.ROBOT_POSITIONS + 7 * object] = object == 0 ? 0 : distance;
      state.positions()[TaskConfig.ROBOT_POSITIONS + 7 * object + 1] = 0;
    }
    return state;
  }
}
