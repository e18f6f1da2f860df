package org.workcell.tasks.libero.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.Profile;

/** Where strict atoms differ from upstream's, in a small scene with the names of a task. */
class GoalAtomsTest {

  private static final String SCENE =
      """
      <mujoco>
        <compiler angle="degree"/>
        <worldbody>
          <body name="table" pos="0 0 0.875">
            <geom type="box" size="0.5 0.6 0.025"/>
            <site name="kitchen_table_zone" type="box" size="0.05 0.05 0.007"/>
          </body>
          <body name="plate_1_main" pos="0 0 2"><freejoint/><geom size="0.02"/></body>
          <body name="plate_2_main" pos="0 1 2"><freejoint/><geom size="0.02"/></body>
          <body name="white_cabinet_1_main" pos="0.3 0.3 0.95" euler="0 0 45">
            <geom type="box" size="0.1 0.05 0.04"/>
            <site name="white_cabinet_1_top_side" type="box" pos="0 0 0.04" size="0.1 0.02 0.001"/>
            <body name="drawer">
              <joint name="white_cabinet_1_top_level" type="slide" axis="0 1 0"/>
              <geom type="box" size="0.01 0.01 0.01"/>
              <site name="white_cabinet_1_top_region" type="box" pos="0 0 0.5"
                    size="0.1 0.02 0.03"/>
            </body>
            <body name="lower">
              <joint name="white_cabinet_1_bottom_level" type="slide" axis="0 1 0"/>
              <geom type="box" size="0.01 0.01 0.01"/>
            </body>
          </body>
        </worldbody>
      </mujoco>
      """;

  private static final TaskConfig CONFIG = config();

  private Model scene;
  private Physics physics;

  private static TaskConfig config() {
    List<Atom> goal =
        List.of(
            atom("on", "plate_1", "kitchen_table_zone"),
            atom("in", "plate_1", "white_cabinet_1_top_region"),
            atom("on", "plate_1", "white_cabinet_1_top_side"),
            atom("close", "white_cabinet_1_top_region"),
            atom("close", "white_cabinet_1"),
            atom("open", "white_cabinet_1"),
            atom("on", "plate_1", "plate_2"),
            atom("up", "plate_1"));
    return new TaskConfig(
        "libero/file/test-v1",
        "file",
        0,
        "test",
        "test",
        "test",
        Problem.KITCHEN,
        List.of(
            new Instance("kitchen_table", "kitchen_table", true),
            new Instance("white_cabinet_1", "white_cabinet", true),
            new Instance("plate_1", "plate", false),
            new Instance("plate_2", "plate", false)),
        List.of(
            TaskConfigs.region(
                "kitchen_table",
                "zone",
                List.of(new double[] {-0.05, -0.05, 0.05, 0.05}),
                null,
                null),
            TaskConfigs.region("white_cabinet_1", "top_region", List.of(), null, null),
            TaskConfigs.region("white_cabinet_1", "top_side", List.of(), null, null)),
        List.of(),
        goal,
        List.of());
  }

  private static Atom atom(String predicate, String... arguments) {
    return new Atom(predicate, List.of(arguments));
  }

  @BeforeEach
  void open() {
    scene = Model.load("scene.xml", Map.of("scene.xml", SCENE.getBytes(StandardCharsets.UTF_8)));
    physics = new Physics(scene);
  }

  @AfterEach
  void close() {
    physics.close();
    scene.close();
  }

  private void put(int plate, double x, double y, double z) {
    physics.qpos().write(7 * plate, new double[] {x, y, z});
    physics.forward();
  }

  private void put(double x, double y, double z) {
    put(0, x, y, z);
  }

  /** A point of the cabinet's frame, which is turned by 45 degrees. */
  private void putAtCabinet(double x, double y, double z) {
    double c = Math.sqrt(0.5);
    put(0.3 + c * (x - y), 0.3 + c * (x + y), 0.95 + z);
  }

  private boolean holds(int atom, Profile profile) {
    return new GoalAtoms(CONFIG, physics, profile).holds(atom);
  }

  @Test
  void strictZoneAsksForContactWithTheTable() {
    put(0.04, 0.04, 0.93);
    assertTrue(holds(0, Profile.COMPAT));
    assertFalse(holds(0, Profile.STRICT));
    put(0.04, 0.04, 0.9199);
    assertTrue(holds(0, Profile.STRICT));
    put(0.06, 0.04, 0.9199);
    assertFalse(holds(0, Profile.STRICT));
    assertFalse(holds(0, Profile.COMPAT));
  }

  /** At 45 degrees upstream's box is 8.5 by 5.7 cm to either side along the world's axes. */
  @Test
  void strictBoxTurnsWithTheSite() {
    putAtCabinet(0.09, 0, 0.5);
    assertTrue(holds(1, Profile.STRICT));
    assertFalse(holds(1, Profile.COMPAT));
    putAtCabinet(0, 0.03, 0.5);
    assertFalse(holds(1, Profile.STRICT));
    assertTrue(holds(1, Profile.COMPAT));
    for (Profile profile : Profile.values()) {
      putAtCabinet(0.01, 0.01, 0.462);
      assertTrue(holds(1, profile));
      putAtCabinet(0.01, 0.01, 0.459);
      assertFalse(holds(1, profile));
    }
  }

  @Test
  void strictSurfaceTurnsWithTheSite() {
    putAtCabinet(0.09, 0, 0.0599);
    assertTrue(holds(2, Profile.STRICT));
    assertFalse(holds(2, Profile.COMPAT));
    putAtCabinet(0.09, 0, 0.0601);
    assertFalse(holds(2, Profile.STRICT));
  }

  @Test
  void drawerAtZeroIsClosedInStrictOnly() {
    put(0, 0, 2);
    assertTrue(holds(3, Profile.STRICT));
    assertFalse(holds(3, Profile.COMPAT));
    physics.qpos().set(14, 1e-9);
    assertTrue(holds(3, Profile.COMPAT));
    assertFalse(holds(4, Profile.COMPAT), "the lower drawer rests at 0");
    physics.qpos().set(15, -1e-9);
    assertFalse(holds(4, Profile.STRICT));
  }

  @Test
  void oneOpenDrawerOpensTheCabinet() {
    physics.qpos().set(15, -0.14);
    assertFalse(holds(5, Profile.COMPAT));
    physics.qpos().set(15, -0.1401);
    assertTrue(holds(5, Profile.COMPAT));
  }

  @Test
  void onAnObjectNeedsContactAndHeight() {
    put(1, 0, 0, 2);
    put(0.02, 0, 2.03);
    assertTrue(holds(6, Profile.COMPAT));
    put(0.02, 0, 1.98);
    assertFalse(holds(6, Profile.COMPAT));
    put(0.031, 0, 2.01);
    assertFalse(holds(6, Profile.COMPAT));
    put(0.02, 0, 2.04);
    assertFalse(holds(6, Profile.COMPAT));
  }

  @Test
  void progressIsTheShareOfAtoms() {
    put(0, 0, 1);
    GoalAtoms goal = new GoalAtoms(CONFIG, physics, Profile.STRICT);
    assertTrue(holds(7, Profile.STRICT));
    assertEquals(3 / 8.0, goal.progress());
    assertFalse(goal.all());
    put(0, 0, 0.9999);
    assertFalse(holds(7, Profile.STRICT));
  }

  @Test
  void readingAllocatesNothing() {
    put(0.04, 0.04, 0.9199);
    GoalAtoms goal = new GoalAtoms(CONFIG, physics, Profile.STRICT);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    double sum = 0;
    for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        sum += goal.progress();
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      bytes = after - before - (threads.getCurrentThreadAllocatedBytes() - after);
    }
    assertTrue(sum > 0);
    assertEquals(0, bytes, "bytes allocated in 20 readings");
  }
}
