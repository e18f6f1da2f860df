package org.workcell.tasks.libero.assets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/** The arm with its gripper, the mounts, the arenas; what all parts take together. */
class RobotAndArenaPartsTest {

  private static final double[] START = {
    0, -0.161037389, 0, -2.44459747, 0, 2.2267522, Math.PI / 4, 0.020833, -0.020833
  };
  private static final int LARGEST_PARTS_BYTES = 500_000;

  private static Model robot() {
    return new PartBench()
        .add("<body name='stand' pos='-0.66 0 0.912'/>")
        .robotPart("panda", "stand")
        .robotPart("panda_gripper", "right_hand")
        .compile();
  }

  @Test
  void gripSiteIsWhereTheChainPutsItAndNothingTouches() {
    try (Model model = robot();
        Physics physics = new Physics(model)) {
      physics.qpos().write(0, START);
      physics.forward();
      double[] grip = PartBench.row(physics.sitePos(), model.site("grip_site"));
      assertArrayEquals(new double[] {-0.2085, 0, 1.1733}, grip, 1e-4);
      double[] hand = PartBench.row(physics.bodyQuat(), model.body("right_hand"));
      double[] expected = {0, -0.9996, -0.0003, 0.0284};
      double sign = Math.signum(hand[1] * expected[1]);
      for (int i = 0; i < 4; i++) {
        assertEquals(expected[i], sign * hand[i], 1e-4);
      }
      Contacts contacts = new Contacts(8);
      physics.readContacts(contacts);
      assertEquals(0, contacts.size());
    }
  }

  @Test
  void armHasTheMassesAndRangesOfTheRobot() {
    try (Model model = robot()) {
      double[] masses = {4, 3, 3, 2, 2, 2, 1.5, 0.5};
      for (int link = 0; link < masses.length; link++) {
        assertEquals(masses[link], model.get(ModelField.BODY_MASS, model.body("link" + link)));
      }
      double[] ends = {2.8973, 1.7628, 2.8973, -0.0698, 2.8973, 3.7525, 2.8973, 0.04, 0};
      for (int joint = 0; joint < ends.length; joint++) {
        assertEquals(ends[joint], model.get(ModelField.JNT_RANGE, 2 * joint + 1));
      }
      assertEquals(9, model.controlCount());
      assertEquals(List.of("force_ee", "torque_ee"), model.names(ObjectKind.SENSOR));
      assertEquals(List.of("robotview", "eye_in_hand"), model.names(ObjectKind.CAMERA));
      double[] friction = model.values(ModelField.GEOM_FRICTION);
      int pad = model.geom("finger1_pad_collision");
      assertArrayEquals(
          new double[] {2, 0.05, 0.0001}, Arrays.copyOfRange(friction, 3 * pad, 3 * pad + 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tabletop", "kitchen", "living_room", "study", "floor"})
  void arenaHasWhatAComposerLooksFor(String arena) {
    Map<String, byte[]> files = Map.of("scene.xml", PartBench.read("arenas/" + arena + ".xml"));
    try (Model model = Model.load("scene.xml", files)) {
      assertTrue(
          model
              .names(ObjectKind.CAMERA)
              .containsAll(List.of("frontview", "birdview", "agentview", "sideview")));
      model.geom("floor");
      for (String wall : List.of("rear", "front", "left", "right", "leftcorner", "rightcorner")) {
        model.geom("wall_" + wall + "_visual");
      }
      boolean table = arena.equals("tabletop") || arena.equals("kitchen");
      if (table) {
        for (String geom : List.of("collision", "visual", "leg1_visual", "leg4_visual")) {
          model.geom("table_" + geom);
        }
        model.site("table_top");
      }
      model.body(table ? "table" : arena.equals("floor") ? "floor" : arena + "_table");
      double[] casts = model.values(ModelField.LIGHT_CASTSHADOW);
      assertTrue(Arrays.stream(casts).allMatch(value -> value == 0), "a light casts shadows");
    }
  }

  /** Tops of the tables that are unions of boxes. */
  @ParameterizedTest
  @ValueSource(strings = {"living_room 0.43676", "study 0.88513"})
  void tableHasItsHeight(String line) {
    String[] words = line.split(" ");
    Map<String, byte[]> files = Map.of("scene.xml", PartBench.read("arenas/" + words[0] + ".xml"));
    try (Model model = Model.load("scene.xml", files)) {
      int[] bodies = model.structure("geom_bodyid");
      int[] groups = model.structure("geom_group");
      double top = 0;
      for (int geom = 0; geom < bodies.length; geom++) {
        if (bodies[geom] != 0 && groups[geom] == 0) {
          double height = model.get(ModelField.GEOM_POS, 3 * geom + 2);
          top = Math.max(top, height + model.get(ModelField.GEOM_SIZE, 3 * geom + 2));
        }
      }
      assertEquals(Double.parseDouble(words[1]), top, 1e-9);
    }
  }

  /** Every part compiles as it is, with its looks, and all together are small. */
  @Test
  void partsCompileWholeAndAreSmall() {
    Stream<String> objects =
        Stream.concat(
                MovablePartsTest.categories().stream(), FixturePartsTest.categories().stream())
            .map(category -> "objects/" + category);
    Stream<String> others =
        Stream.of(
            "robot/panda_gripper",
            "robot/pedestal_mount",
            "robot/null_mount",
            "arenas/tabletop",
            "arenas/kitchen",
            "arenas/living_room",
            "arenas/study",
            "arenas/floor");
    int bytes = 0;
    for (String part : Stream.concat(objects, others).toList()) {
      byte[] xml = PartBench.read(part + ".xml");
      bytes += xml.length;
      try (Model model = Model.load("scene.xml", Map.of("scene.xml", xml))) {
        assertEquals(0, model.structure("mesh_vertnum").length, part);
      }
    }
    assertTrue(bytes < LARGEST_PARTS_BYTES, "parts take " + bytes + " bytes");
  }
}
