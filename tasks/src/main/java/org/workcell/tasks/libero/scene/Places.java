package org.workcell.tasks.libero.scene;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.PartReader;
import org.workcell.sim.scene.PartRoot;
import org.workcell.tasks.libero.problem.Category;
import org.workcell.tasks.libero.problem.Problem;

/**
 * Where the parts of scenes lie in one kind of asset pack.
 *
 * @param scenes the folder of arenas and objects
 * @param robots the folder of the robot, what it stands on, and the global options
 * @param base file of the global options
 * @param robot file of the arm
 * @param gripper file of the gripper
 * @param mount file of what the robot stands on
 * @param arena file of the room
 * @param object file of an object or fixture
 * @param replacesTextures whether floor and walls get the images of {@link Problem.Arena}
 */
record Places(
    PartRoot scenes,
    PartRoot robots,
    String base,
    String robot,
    String gripper,
    Function<Problem, String> mount,
    Function<Problem, String> arena,
    Function<Category, String> object,
    boolean replacesTextures) {

  private static final String BUILTIN_ROOT = "org/workcell/assets/libero";

  /** Fixtures with joints lie in one folder, without folders of their own. */
  private static final String FLAT_FOLDER = "articulated_objects";

  private static final PartRoot LIBERO =
      new PartRoot(
          "libero",
          BUILTIN_ROOT,
          "scenes/libero_tabletop_base_style.xml",
          List.of("libero/libero/assets", "libero/assets", "assets", ""));

  private static final PartRoot ROBOSUITE =
      new PartRoot(
          "robosuite",
          BUILTIN_ROOT,
          "robots/panda/robot.xml",
          List.of(
              "robosuite/robosuite/models/assets", "robosuite/models/assets", "models/assets", ""));

  private static final Places BUILTIN =
      new Places(
          LIBERO,
          ROBOSUITE,
          "base.xml",
          "robot/panda.xml",
          "robot/panda_gripper.xml",
          problem -> stands(problem) ? "robot/pedestal_mount.xml" : "robot/null_mount.xml",
          problem -> "arenas/%s.xml".formatted(problem.word()),
          category -> "objects/%s.xml".formatted(category.name()),
          false);

  private static final Places UPSTREAM =
      new Places(
          LIBERO,
          ROBOSUITE,
          "base.xml",
          "robots/panda/robot.xml",
          "grippers/panda_gripper.xml",
          problem -> "mounts/%s.xml".formatted(problem.robot().mountFile()),
          problem -> "scenes/%s.xml".formatted(problem.arena().sceneFile()),
          Places::upstreamObject,
          true);

  static Places of(AssetPack assets) {
    return assets.equals(AssetPack.builtin()) ? BUILTIN : UPSTREAM;
  }

  private static String upstreamObject(Category category) {
    String format = category.folder().equals(FLAT_FOLDER) ? "%s/%s.xml" : "%1$s/%2$s/%2$s.xml";
    return format.formatted(category.folder(), category.name());
  }

  /** Whether the robot stands on a pedestal. */
  static boolean stands(Problem problem) {
    return !problem.robot().mountFile().equals("null_mount");
  }

  Part readBase(PartReader reader) {
    return new Part(reader, robots, base);
  }

  Part readRobot(PartReader reader) {
    return new Part(reader, robots, robot);
  }

  Part readGripper(PartReader reader) {
    return new Part(reader, robots, gripper);
  }

  Part readMount(PartReader reader, Problem problem) {
    return new Part(reader, robots, mount.apply(problem));
  }

  Part readArena(PartReader reader, Problem problem) {
    return new Part(reader, scenes, arena.apply(problem));
  }

  Part readObject(PartReader reader, Category category) {
    return new Part(reader, scenes, object.apply(category));
  }
}
