package org.workcell.tasks.libero.scene;

import java.util.List;
import org.workcell.sim.scene.PartReader;
import org.workcell.tasks.libero.problem.Problem;

/** The arm with what it stands on and its gripper. */
final class RobotPart {

  private static final String ROBOT = "robot0_";
  private static final String GRIPPER = "gripper0_";
  private static final String MOUNT = "mount0_";

  private static final int JOINTS = 7;
  private static final int STRONG_JOINTS = 5;

  private RobotPart() {}

  /** The parts, robot first; the first's body holds the bodies of all. */
  static List<Part> read(Places places, PartReader reader, Problem problem) {
    Part robot = places.readRobot(reader);
    nameGeoms(robot);
    tuneJoints(robot);
    finish(robot, ROBOT, "0 0.5 0 1");
    Element base = robot.onlyBody();
    base.set("pos", Numbers.text(problem.robot().baseX(), 0, problem.robot().baseZ()));

    Part mount = places.readMount(reader, problem);
    finish(mount, MOUNT, "0.5 0.5 0 1");
    // The mount hangs below the base, its top flush with it.
    base.add(mount.onlyBody()).set("pos", Places.stands(problem) ? "0 0 0.01" : "0 0 0");

    Part gripper = places.readGripper(reader);
    finish(gripper, GRIPPER, "0 0 0.5 1");
    robot.require("body", ROBOT + "right_hand").children().addAll(gripper.section("worldbody"));
    return List.of(robot, mount, gripper);
  }

  private static void finish(Part part, String prefix, String collisionRgba) {
    part.paintCollisionGeoms(collisionRgba);
    part.prefix(prefix);
  }

  /** Collision and visual geoms are counted apart. */
  private static void nameGeoms(Part robot) {
    int[] counts = new int[2];
    robot
        .mjcf()
        .forEach(
            element -> {
              if (element.is("geom") && element.name() == null) {
                boolean collision = element.isCollisionGeom();
                int number = counts[collision ? 0 : 1]++;
                element.set("name", "g%d_%s".formatted(number, collision ? "col" : "vis"));
              }
            });
  }

  /** Upstream sets these by program; they dominate the arm's inertia. */
  private static void tuneJoints(Part robot) {
    for (int k = 1; k <= JOINTS; k++) {
      Element joint = robot.require("joint", "joint" + k);
      joint.set("damping", k <= STRONG_JOINTS ? "0.1" : "0.01");
      joint.attributes().putIfAbsent("frictionloss", "0.1");
      joint.attributes().putIfAbsent("armature", Numbers.text(5.0 / k));
    }
  }
}
