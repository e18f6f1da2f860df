package org.workcell.recipes.closedloop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ArmRobots;

/** Which robot a task's loop is about. */
final class LoopRobots {

  private static final String ASSETS = "/org/workcell/assets/";
  private static final String KITCHEN_ARM = "kitchen/scenes/arm.xml";

  /** What the kitchen's arm includes, beside its own file. */
  private static final List<String> KITCHEN_PARTS =
      List.of(
          "kitchen/common/options.xml",
          "kitchen/common/defaults.xml",
          "kitchen/common/materials.xml",
          "kitchen/common/panda.xml",
          "kitchen/common/panda_actuation.xml",
          "panda/defaults.xml",
          "panda/materials.xml",
          "panda/hand.xml",
          "panda/left_finger.xml",
          "panda/right_finger.xml");

  private static final int KITCHEN_JOINTS = 7;

  private LoopRobots() {}

  /**
   * The robot of a task.
   *
   * @throws IllegalArgumentException if the task's suite has no loops
   */
  static LoopRobot of(
      LoopPlan plan, TaskDefinition task, StageFolder files, Consumer<String> progress) {
    EnvironmentOptions plain = EnvironmentOptions.defaults().withHorizon(plan.episodes().horizon());
    return switch (suite(task)) {
      case "arm" -> new JointRobot(plan, files, arm(plan, files, plain), progress);
      case "kitchen" -> new JointRobot(plan, files, kitchen(task, files, plain), progress);
      case "metaworld" -> new HandRobot(plan, files, task, plain, progress);
      default -> throw noLoops(task);
    };
  }

  /**
   * Refuses a plan that its task's robot cannot follow, before anything is written.
   *
   * @throws IllegalArgumentException if the task's suite has no loops, or the gap does not fit it
   */
  static void requireSuited(LoopPlan plan, TaskDefinition task) {
    switch (suite(task)) {
      case "arm", "kitchen" -> JointRobot.gap(plan, plan.episodes().controlHz()).build();
      case "metaworld" -> HandGap.draw(plan.gap().family(), plan.gap().level(), plan.seed());
      default -> throw noLoops(task);
    }
  }

  private static String suite(TaskDefinition task) {
    return task.id().substring(0, task.id().indexOf('/'));
  }

  private static IllegalArgumentException noLoops(TaskDefinition task) {
    return new IllegalArgumentException(
        "closed loops are for tasks of the suites arm, kitchen and metaworld, not for %s"
            .formatted(task.id()));
  }

  private static JointRobot.Known arm(LoopPlan plan, StageFolder files, EnvironmentOptions plain) {
    try {
      ArmRobots.extract(plan.gap().robot(), files.of("robot"));
    } catch (IOException e) {
      throw new UncheckedIOException("the robot cannot be written", e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("robot", files.of("robot/arm.xml").toString());
    settings.put("robot_map", files.of("robot/robot.yaml").toString());
    settings.put("control_hz", Integer.toString(plan.episodes().controlHz()));
    List<String> joints =
        ArmRobots.of(plan.gap().robot(), ArmRobots.NO_MAP).joints().stream()
            .map(joint -> ownName(joint.name()))
            .toList();
    return new JointRobot.Known(
        files.of("robot/arm.xml"),
        joints,
        plan.episodes().controlHz(),
        plain.withSettings(settings));
  }

  private static String ownName(String name) {
    return name.startsWith(ArmRobot.PREFIX) ? name.substring(ArmRobot.PREFIX.length()) : name;
  }

  /** The kitchen's arm without the kitchen, so that it can move freely; the fingers rest. */
  private static JointRobot.Known kitchen(
      TaskDefinition task, StageFolder files, EnvironmentOptions plain) {
    copy(LoopRobots.class.getResourceAsStream("kitchen-arm.xml"), files.of("robot/" + KITCHEN_ARM));
    for (String part : KITCHEN_PARTS) {
      asset(part, files);
    }
    IntStream.rangeClosed(0, KITCHEN_JOINTS)
        .forEach(link -> asset("panda/link%d.xml".formatted(link), files));
    List<String> joints =
        IntStream.rangeClosed(1, KITCHEN_JOINTS).mapToObj(i -> "robot:panda0_joint" + i).toList();
    double period = EnvironmentFactory.taskSpec(task, plain).controlPeriodSeconds();
    return new JointRobot.Known(files.of("robot/" + KITCHEN_ARM), joints, 1 / period, plain);
  }

  private static void asset(String name, StageFolder files) {
    copy(LoopRobots.class.getResourceAsStream(ASSETS + name), files.of("robot/" + name));
  }

  private static void copy(InputStream resource, Path target) {
    try (InputStream in = resource) {
      if (!Files.exists(target)) {
        Files.createDirectories(target.toAbsolutePath().getParent());
        AtomicFiles.write(target, in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(target), e);
    }
  }
}
