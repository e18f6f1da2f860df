package org.workcell.tasks.libero;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.control.OperationalSpaceController;
import org.workcell.sim.control.OperationalSpaceGains;
import org.workcell.sim.control.OperationalSpaceStage;
import org.workcell.sim.control.StageChain;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StepSample;
import org.workcell.tasks.ReferenceData;

/**
 * The operational-space controller on a seven-joint arm against recordings of LIBERO, one action at
 * a time from the recorded state. Torques agree but for the order of roundings in matrix algebra,
 * which contacts enlarge: hence a tight bound on most actions and a loose one on all.
 */
class OperationalSpaceGoldenTest {

  private static final int ARM = 7;

  /** How much further off most actions may be where the gripper holds something. */
  private static final double GRASPING = 1e3;

  /** Recordings begin with a reset and a chosen initial state, after which observations are old. */
  private static final int SAMPLED = 24;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "libero_goal_2.random",
        "libero_10_8.random",
        "libero_object_1.random",
        "libero_goal_2.scripted"
      })
  void repeatsRecordedActions(String name) throws IOException {
    NpzFile recording = recording(name);
    NpzFile withScene = recording(name.replace("scripted", "random"));
    JsonNode meta = new ObjectMapper().readTree(recording.array("meta").text(0));
    ReferenceData.skipUnless(
        Engine.load().version().equals(meta.get("mujoco").asText()),
        "recorded on MuJoCo " + meta.get("mujoco").asText());
    try (Model model = model(withScene.array("xml").text(0), meta);
        Physics physics = new Physics(model)) {
      new Replay(recording, physics).run(name.contains("scripted") ? GRASPING : 1);
    }
  }

  private static NpzFile recording(String name) throws IOException {
    return NpzFile.read(ReferenceData.require("golden/libero/" + name + ".npz"));
  }

  private Model model(String xml, JsonNode meta) throws IOException {
    String pack = ReferenceData.upstreamAssets().resolve("libero").toString();
    Path file = folder.resolve("scene.xml");
    Files.writeString(file, xml.replace("{PACK}", pack));
    Model model = Model.load(file);
    for (JsonNode fixture : meta.get("fixtures")) {
      int body = model.body(fixture.get("body").asText());
      for (int i = 0; i < 3; i++) {
        model.handle().body_pos().put(3L * body + i, fixture.get("pos").get(i).asDouble());
      }
      for (int i = 0; i < 4; i++) {
        model.handle().body_quat().put(4L * body + i, fixture.get("quat").get(i).asDouble());
      }
    }
    return model;
  }

  private static final class Replay {

    private final NpzFile recording;
    private final Physics physics;
    private final OperationalSpaceController controller;
    private final StageChain chain;
    private final StepSample sample;
    private final int steps;
    private final double[] torques;
    private final double[] joints;
    private final double[] positions;
    private final double[] observations;

    Replay(NpzFile recording, Physics physics) {
      this.recording = recording;
      this.physics = physics;
      OperationalSpaceStage stage =
          new OperationalSpaceStage(
              physics.scene(),
              "gripper0_grip_site",
              IntStream.rangeClosed(1, ARM).mapToObj(i -> "robot0_torq_j" + i).toList(),
              OperationalSpaceGains.critical(150, 10));
      this.controller =
          OperationalSpaceController.builder(physics.scene(), stage)
              .actionScale(0.05, 0.5)
              .substeps(25)
              .finger("gripper0_gripper_finger_joint1", -0.01)
              .finger("gripper0_gripper_finger_joint2", 0.01)
              .build();
      this.chain = StageChain.attach(physics, controller.stages()).orElseThrow();
      this.sample = physics.sampleAfter(SAMPLED, "qpos", "qvel", "site_xpos", "xquat");
      this.steps = recording.array("action").rows();
      this.torques = new double[steps];
      this.joints = new double[steps];
      this.positions = new double[steps];
      this.observations = new double[steps];
    }

    void run(double contacts) {
      startAsReset();
      double[] command = new double[controller.commandSpec().size()];
      for (int step = 0; step < steps; step++) {
        physics.writeState(recording.array("before_istate").row(step));
        restoreController(step);
        controller.toCommand(recording.array("action").row(step), physics, command);
        controller.advance(command, physics);
        compare(step);
      }
      requireShare("torque", torques, 1e-11 * contacts, 0.05);
      requireShare("joint position", joints, 1e-14 * contacts, 1e-5);
      requireShare("observation", observations, 1e-12 * contacts, 0.5);
      requireShare("position", positions, 1e-13 * contacts, 2e-3);
    }

    /**
     * The pose in which upstream's reset measures once, which the first action still works with.
     */
    private void startAsReset() {
      chain.reset();
      physics.reset();
      physics.qpos().write(0, numbers("q0", 0, ARM));
      physics.forward();
      controller.stage().start(physics, true);
      chain.activate();
      for (int i = 0; i < 3; i++) {
        double recorded = recording.array("goal_pos0").number(i);
        assertEquals(recorded, controller.stage().goalPosition(i), 1e-15);
      }
      for (int i = 0; i < 9; i++) {
        double recorded = recording.array("goal_ori0").number(i);
        assertEquals(recorded, controller.stage().goalRotation(i), 1e-15);
      }
    }

    private double[] numbers(String name, int first, int count) {
      return IntStream.range(first, first + count)
          .mapToDouble(recording.array(name)::number)
          .toArray();
    }

    private void restoreController(int step) {
      double[] goal = new double[3];
      if (step > 0) {
        controller.stage().useGoal(goal, numbers("goal_ori", 9 * step, 9));
      }
      for (int finger = 0; finger < 2; finger++) {
        DoubleArray ramp = chain.program().state(1 + finger);
        ramp.set(0, recording.array("grip_u").number(2 * step + finger));
      }
    }

    private void compare(int step) {
      for (int i = 0; i < 3; i++) {
        double recorded = recording.array("goal_pos").number(3 * step + i);
        assertEquals(recorded, controller.stage().goalPosition(i), 1e-12, "goal of " + step);
      }
      for (int i = 0; i < 9; i++) {
        double recorded = recording.array("goal_ori").number(9 * (step + 1) + i);
        assertEquals(recorded, controller.stage().goalRotation(i), 1e-12, "goal of " + step);
      }
      double[] control = recording.array("after_ctrl").row(step);
      for (int i = 0; i < ARM; i++) {
        double difference = Math.abs(control[i] - chain.program().applied().get(i));
        torques[step] = Math.max(torques[step], difference);
      }
      for (int i = ARM; i < control.length; i++) {
        assertEquals(control[i], chain.program().applied().get(i), "finger control of " + step);
      }
      double[] recordedObservation = recording.array("proprio").row(step);
      double[] observation = observation();
      for (int i = 0; i < observation.length; i++) {
        double difference = Math.abs(observation[i] - recordedObservation[i]);
        observations[step] = Math.max(observations[step], difference);
      }
      double[] after =
          step + 1 < steps
              ? recording.array("before_istate").row(step + 1)
              : numbers("final_istate", 0, recording.array("final_istate").size());
      for (int i = 0; i < physics.qpos().size(); i++) {
        // The first number of a state is the time.
        double difference = Math.abs(after[1 + i] - physics.qpos().get(i));
        positions[step] = Math.max(positions[step], difference);
        joints[step] = i < ARM ? Math.max(joints[step], difference) : joints[step];
      }
    }

    /** Joint positions and velocities, cosines, sines, end effector's pose (quatXyzw), fingers. */
    private double[] observation() {
      int site = physics.scene().site("gripper0_grip_site");
      int hand = physics.scene().body("robot0_right_hand");
      double[] all = new double[39];
      for (int i = 0; i < ARM; i++) {
        double position = sample.array("qpos").get(i);
        all[i] = position;
        all[ARM + i] = Math.cos(position);
        all[2 * ARM + i] = Math.sin(position);
        all[3 * ARM + i] = sample.array("qvel").get(i);
      }
      for (int i = 0; i < 3; i++) {
        all[28 + i] = sample.array("site_xpos").get(site, i);
        all[31 + i] = sample.array("xquat").get(hand, 1 + i);
      }
      all[34] = sample.array("xquat").get(hand, 0);
      for (int i = 0; i < 2; i++) {
        all[35 + i] = sample.array("qpos").get(ARM + i);
        all[37 + i] = sample.array("qvel").get(ARM + i);
      }
      return all;
    }

    private void requireShare(String what, double[] differences, double tight, double loose) {
      double[] sorted = differences.clone();
      Arrays.sort(sorted);
      double most = sorted[(int) Math.ceil(0.9 * sorted.length) - 1];
      double median = sorted[sorted.length / 2];
      double worst = sorted[sorted.length - 1];
      System.out.printf(
          "%s: median %.1e, 90%% within %.1e, worst %.1e%n", what, median, most, worst);
      assertTrue(most <= tight, () -> what + ": " + most);
      assertTrue(worst <= loose, () -> what + ": " + worst);
    }
  }
}
