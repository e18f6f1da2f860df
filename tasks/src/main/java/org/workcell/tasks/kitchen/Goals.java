package org.workcell.tasks.kitchen;

import java.util.List;

/**
 * The goals there are. The seven are FrankaKitchen's. The five are those of R3M's kitchen, carried
 * over to the joints of this one; they count as reached within 15 percent of the joint's range.
 */
final class Goals {

  private static final double THRESHOLD = 0.3;
  private static final double SHARE_OF_RANGE = 0.15;

  static final Goal BOTTOM_BURNER =
      seven(
          "bottom-burner",
          "turn on the bottom left burner",
          "knob 2",
          List.of("knob_Joint_2", "bottom_left_burner"),
          -0.88,
          -0.01);
  static final Goal TOP_BURNER =
      seven(
          "top-burner",
          "turn on the top left burner",
          "knob 4",
          List.of("knob_Joint_4", "top_left_burner"),
          -0.92,
          -0.01);
  static final Goal LIGHT_SWITCH =
      seven(
          "light-switch",
          "turn on the light",
          "lightswitchroot",
          List.of("light_switch", "light_joint"),
          -0.69,
          -0.05);
  static final Goal SLIDE_CABINET =
      seven(
          "slide-cabinet",
          "slide the cabinet door open",
          "slidelink",
          List.of("slide_cabinet"),
          0.37);
  static final Goal HINGE_CABINET =
      seven(
          "hinge-cabinet",
          "open the right door of the hinge cabinet",
          "hinge(left|right)door",
          List.of("left_hinge_cabinet", "right_hinge_cabinet"),
          0,
          1.45);
  static final Goal MICROWAVE =
      seven("microwave", "open the microwave", "microdoorroot", List.of("microwave"), -0.75);
  static final Goal KETTLE =
      seven(
          "kettle",
          "move the kettle to the back burner",
          "kettle",
          List.of("kettle"),
          -0.23,
          0.75,
          1.62,
          0.99,
          0,
          0,
          -0.06);

  /** FrankaKitchen's, in upstream's order, which is the order of goals in observations. */
  static final List<Goal> SEVEN =
      List.of(
          BOTTOM_BURNER, TOP_BURNER, LIGHT_SWITCH, SLIDE_CABINET, HINGE_CABINET, MICROWAVE, KETTLE);

  static final Goal KNOB_ON =
      five("knob", "turn on the knob", "knob 1", "knob_Joint_1", -1.57, 1.57);
  static final Goal LIGHT_ON =
      five("light", "turn the light fully on", "lightswitchroot", "light_switch", -0.7, 0.7);
  static final Goal SLIDE_DOOR_OPEN =
      five("slide-door", "open the slide door", "slidelink", "slide_cabinet", 0.44, 0.44);
  static final Goal LEFT_DOOR_OPEN =
      five("left-door", "open the left door", "hingeleftdoor", "left_hinge_cabinet", -1.25, 1.57);
  static final Goal MICROWAVE_OPEN =
      five("microwave-door", "open the microwave door", "microdoorroot", "microwave", -1.25, 2.094);

  private Goals() {}

  private static Goal seven(
      String name, String instruction, String body, List<String> joints, double... positions) {
    return new Goal(name, instruction, body, joints, positions, THRESHOLD);
  }

  private static Goal five(
      String name, String instruction, String body, String joint, double position, double range) {
    return new Goal(
        name, instruction, body, List.of(joint), new double[] {position}, SHARE_OF_RANGE * range);
  }

  /** One of the seven by its name. */
  static Goal named(String name) {
    return SEVEN.stream().filter(goal -> goal.name().equals(name)).findFirst().orElseThrow();
  }
}
