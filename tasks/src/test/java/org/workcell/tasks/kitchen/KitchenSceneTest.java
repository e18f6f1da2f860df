package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * The builtin kitchen by itself: layout, rest, contacts, and elements that can reach their goals.
 */
class KitchenSceneTest {

  private static final List<String> JOINTS =
      List.of(
          "robot:panda0_joint1",
          "robot:panda0_joint2",
          "robot:panda0_joint3",
          "robot:panda0_joint4",
          "robot:panda0_joint5",
          "robot:panda0_joint6",
          "robot:panda0_joint7",
          "robot:panda0_finger_joint1",
          "robot:panda0_finger_joint2",
          "knob_Joint_1",
          "bottom_right_burner",
          "knob_Joint_2",
          "bottom_left_burner",
          "knob_Joint_3",
          "top_right_burner",
          "knob_Joint_4",
          "top_left_burner",
          "light_switch",
          "light_joint",
          "slide_cabinet",
          "left_hinge_cabinet",
          "right_hinge_cabinet",
          "microwave",
          "kettle");

  /** What counts as done in this suite. */
  private static final double DONE = 0.3;

  /** The start pose itself lets a corner of the tilted kettle sink in by 1.5 mm. */
  private static final double DEEPEST_AT_START = -0.002;

  /** Height of the stove's top in metres; the hand may sink in by less than the difference. */
  private static final double STOVE_TOP = 1.6184;

  /**
   * An element of the kitchen.
   *
   * @param push force or torque on the first joint that moves it to its goal
   */
  record Element(String name, int[] addresses, double[] goal, String joint, double push) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Element> pushedElements() {
    return Stream.of(
        element("bottom burner", "knob_Joint_2", -2, new int[] {11, 12}, -0.88, -0.01),
        element("top burner", "knob_Joint_4", -2, new int[] {15, 16}, -0.92, -0.01),
        element("light switch", "light_switch", -10, new int[] {17, 18}, -0.69, -0.05),
        element("slide cabinet", "slide_cabinet", 10, new int[] {19}, 0.37),
        element("hinge cabinet", "right_hinge_cabinet", 10, new int[] {20, 21}, 0, 1.45),
        element("microwave", "microwave", -10, new int[] {22}, -0.75));
  }

  private static Element element(
      String name, String joint, double push, int[] addresses, double... goal) {
    return new Element(name, addresses, goal, joint, push);
  }

  @Test
  void layoutIsThatOfTheFactSheet() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      Model model = kitchen.physics().scene();
      assertEquals(30, model.positionCount());
      assertEquals(29, model.velocityCount());
      assertEquals(9, model.controlCount());
      assertEquals(0.002, model.timestepSeconds());
      assertEquals(JOINTS, model.names(ObjectKind.JOINT));
      assertEquals(23, model.positionAddress("kettle"));
      assertEquals(List.of("left_cap", "right_cap"), model.names(ObjectKind.CAMERA));
      assertEquals(List.of("home", "start"), model.names(ObjectKind.KEYFRAME));
    }
  }

  @Test
  void onlyTheKettleTouchesAnythingAtTheStart() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      Contacts contacts = contacts(kitchen);
      assertTrue(contacts.size() >= 3, "contacts " + contacts.size());
      assertEquals(0, contactsBesidesKettleOnStove(kitchen));
      for (int i = 0; i < contacts.size(); i++) {
        assertTrue(contacts.distance(i) > DEEPEST_AT_START, "depth " + contacts.distance(i));
      }
    }
  }

  @Test
  void everythingStaysAtRest() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      kitchen.stepSeconds(2);
      DoubleArray positions = kitchen.physics().qpos();
      for (int i = KitchenScene.ROBOT; i < KitchenScene.START.length; i++) {
        assertEquals(KitchenScene.START[i], positions.get(i), 0.01, "position " + i);
      }
      for (double velocity : kitchen.physics().qvel().toArray()) {
        assertEquals(0, velocity, 1e-5);
      }
      assertEquals(0, kitchen.physics().warnings().total());
    }
  }

  @ParameterizedTest
  @MethodSource("pushedElements")
  void elementComesToItsGoal(Element element) {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      double nearest = kitchen.distance(element.addresses, element.goal);
      assertTrue(nearest > DONE, "done at the start");
      kitchen.applyForce(element.joint, element.push);
      for (int i = 0; i < 200; i++) {
        kitchen.stepSeconds(0.01);
        nearest = Math.min(nearest, kitchen.distance(element.addresses, element.goal));
      }
      assertEquals(0, nearest, 0.05);
    }
  }

  /** Nothing else stops a door, knob or switch before its joint does. */
  @ParameterizedTest
  @MethodSource("pushedElements")
  void elementTravelsItsWholeRange(Element element) {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      Model model = kitchen.physics().scene();
      int side = element.push > 0 ? 1 : 0;
      int joint = model.index(ObjectKind.JOINT, element.joint);
      kitchen.applyForce(element.joint, element.push);
      kitchen.stepSeconds(2);
      assertEquals(
          model.get(ModelField.JNT_RANGE, 2 * joint + side), kitchen.position(element.joint), 0.05);
    }
  }

  @Test
  void knobLiftsThePlateOfItsBurnerOnly() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      kitchen.applyForce("knob_Joint_2", -2);
      kitchen.stepSeconds(2);
      double knob = kitchen.position("knob_Joint_2");
      assertEquals(knob / 174, kitchen.position("bottom_left_burner"), 5e-4);
      assertEquals(0, kitchen.position("bottom_right_burner"), 1e-3);
      assertEquals(0, kitchen.position("top_left_burner"), 1e-3);
    }
  }

  @Test
  void kettleStandsOnTheBackBurner() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      double[] goal = {-0.23, 0.75, 1.62, 0.99, 0, 0, -0.06};
      int[] addresses = {23, 24, 25, 26, 27, 28, 29};
      assertTrue(kitchen.distance(addresses, goal) > DONE);
      kitchen.physics().qpos().write(23, goal);
      kitchen.stepSeconds(2);
      double distance = kitchen.distance(addresses, goal);
      assertTrue(distance < 0.02, "distance " + distance);
    }
  }

  @Test
  void closedFingersMeetWithoutContact() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      kitchen.physics().ctrl().set(7, 0);
      kitchen.physics().ctrl().set(8, 0);
      kitchen.stepSeconds(2);
      assertEquals(0, kitchen.position("robot:panda0_finger_joint1"), 0.005);
      assertEquals(0, kitchen.position("robot:panda0_finger_joint2"), 0.005);
      assertEquals(0, contactsBesidesKettleOnStove(kitchen));
    }
  }

  /** From above the stove straight down: the block of the stove stops the arm. */
  @Test
  void armIsStoppedByTheStove() {
    try (StartedKitchen kitchen = new StartedKitchen()) {
      Physics physics = kitchen.physics();
      double[] above = {0, 0.6, 0, -1.9, 0, 1, 0.785, 0.04, 0.04};
      physics.qpos().write(0, above);
      physics.ctrl().write(0, above);
      physics.forward();
      assertEquals(0, contactsBesidesKettleOnStove(kitchen));
      physics.ctrl().set(1, 1.76);
      kitchen.stepSeconds(3);
      double height = physics.sitePos().get(physics.scene().site("end_effector"), 2);
      assertTrue(height > STOVE_TOP, "the hand is %.3f m high".formatted(height));
      assertTrue(contactsBesidesKettleOnStove(kitchen) > 0, "nothing stops the arm");
    }
  }

  private static int contactsBesidesKettleOnStove(StartedKitchen kitchen) {
    Contacts contacts = contacts(kitchen);
    int stove = kitchen.physics().scene().geom("stove_block");
    int kettle = kitchen.physics().scene().geom("kettle_base");
    int others = 0;
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.geom1(i) != stove || contacts.geom2(i) != kettle) {
        others++;
      }
    }
    return others;
  }

  private static Contacts contacts(StartedKitchen kitchen) {
    Contacts contacts = new Contacts(100);
    kitchen.physics().readContacts(contacts);
    assertFalse(contacts.overflowed());
    return contacts;
  }
}
