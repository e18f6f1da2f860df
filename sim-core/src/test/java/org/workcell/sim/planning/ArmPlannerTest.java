package org.workcell.sim.planning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.planning.PlannedMotion.Outcome;
import org.workcell.sim.random.RandomStream;

class ArmPlannerTest {

  private Model model;
  private Physics physics;
  private SerialChain chain;
  private ArmPlanner planner;
  private SceneCollisions collisions;

  @BeforeEach
  void open() {
    model = PlanningScene.newModel();
    physics = new Physics(model);
    chain = SerialChain.toSite(model, "base", "tip");
    planner = ArmPlanner.builder(chain).build();
    PlanningScene.move(physics, PlanningScene.home());
    physics.forward();
    collisions = new SceneCollisions(physics, PlanningScene.JOINTS, "base");
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private PlannedMotion plan(Pose target, CollisionCheck check, long seed) {
    return planner.plan(PlanningScene.home(), target, check, new RandomStream(seed));
  }

  private void requireEnds(PlannedMotion plan, double[] from, Pose target) {
    double[] joints = new double[7];
    plan.motion().sample(0, joints);
    assertArrayEquals(from, joints);
    plan.motion().sample(plan.motion().durationSeconds(), joints);
    chain.compute(joints);
    double[] turn = new double[3];
    Rotations.difference(chain.tip().rotation(), target.rotation(), turn);
    assertTrue(chain.tip().distanceTo(target) <= 1e-3);
    assertTrue(JointSpace.distance(new double[3], turn) <= Math.toRadians(0.5));
    for (int i = 0; i < 7; i++) {
      assertTrue(joints[i] >= chain.low(i) - 1e-9 && joints[i] <= chain.high(i) + 1e-9);
    }
  }

  @Test
  void theTipGoesStraightWhereItCan() {
    Pose target = PlanningScene.down(0.3, 0.35, 0.1);
    PlannedMotion plan = plan(target, CollisionCheck.none(), 1);
    assertEquals(Outcome.STRAIGHT, plan.outcome());
    requireEnds(plan, PlanningScene.home(), target);
    chain.compute(PlanningScene.home());
    Pose start = new Pose();
    start.set(chain.tip());
    double whole = start.distanceTo(target);
    double[] joints = new double[7];
    double before = 0;
    for (int i = 0; i <= plan.motion().controlSteps(0.05); i++) {
      plan.motion().sample(0.05 * i, joints);
      chain.compute(joints);
      double done = start.distanceTo(chain.tip());
      // On a line, the parts add up to the whole.
      assertEquals(whole, done + chain.tip().distanceTo(target), 1e-4);
      assertTrue(done >= before - 1e-9);
      before = done;
    }
  }

  @Test
  void posesAllAroundAreReached() {
    RandomStream draws = new RandomStream(11);
    Pose target = new Pose();
    int reached = 0;
    for (int i = 0; i < 60; i++) {
      double[] wanted = new double[7];
      for (int joint = 0; joint < 7; joint++) {
        wanted[joint] = 0.8 * draws.uniform(chain.low(joint), chain.high(joint));
      }
      chain.compute(wanted);
      target.set(chain.tip());
      PlannedMotion plan = plan(target, CollisionCheck.none(), i);
      if (plan.isFound()) {
        reached++;
        requireEnds(plan, PlanningScene.home(), target);
      }
    }
    assertTrue(reached >= 58, reached + " of 60");
  }

  @Test
  void theWallIsGoneAround() {
    Pose target = PlanningScene.down(0.5, -0.15, 0.15);
    PlannedMotion through = plan(target, CollisionCheck.none(), 1);
    assertEquals(Outcome.STRAIGHT, through.outcome());
    for (int seed = 0; seed < 5; seed++) {
      collisions.begin();
      PlannedMotion plan = plan(target, collisions, seed);
      collisions.end();
      assertEquals(Outcome.SAMPLED, plan.outcome());
      requireEnds(plan, PlanningScene.home(), target);
      requireFree(plan);
    }
  }

  /** Between two points that were checked, a line can graze what is next to it. */
  private void requireFree(PlannedMotion plan) {
    var grazing = new SceneCollisions(physics, PlanningScene.JOINTS, "base", 0.005);
    grazing.begin();
    double[] joints = new double[7];
    for (int i = 0; i <= plan.motion().controlSteps(0.01); i++) {
      plan.motion().sample(0.01 * i, joints);
      assertTrue(grazing.isFree(joints), "at " + 0.01 * i + " s");
    }
    grazing.end();
  }

  @Test
  void theSeedAloneDecides() {
    Pose target = PlanningScene.down(0.5, -0.15, 0.15);
    JointPath[] paths = new JointPath[2];
    for (int i = 0; i < 2; i++) {
      collisions.begin();
      paths[i] = plan(target, collisions, 5).motion().path();
      collisions.end();
    }
    assertEquals(paths[0].size(), paths[1].size());
    for (int i = 0; i < paths[0].size(); i++) {
      assertArrayEquals(paths[0].point(i), paths[1].point(i));
    }
  }

  @Test
  void failuresSayWhy() {
    assertEquals(
        Outcome.UNREACHABLE,
        plan(PlanningScene.down(5, 0, 0.2), CollisionCheck.none(), 1).outcome());
    collisions.begin();
    PlannedMotion blocked = plan(PlanningScene.down(0.5, 0, 0.2), collisions, 1);
    collisions.end();
    assertEquals(Outcome.BLOCKED, blocked.outcome());
    assertFalse(blocked.isFound());
    assertThrows(IllegalStateException.class, blocked::motion);
  }

  @Test
  void aGoalBehindClosedWallsEndsTheSearch() {
    // Joint 1 cannot pass this angle, so that no way leads to the other side.
    CollisionCheck closed = joints -> Math.abs(joints[0]) > 0.05;
    PlannedMotion plan = plan(PlanningScene.down(0.4, -0.25, 0.2), closed, 1);
    assertEquals(Outcome.BLOCKED, plan.outcome());
  }

  @Test
  void aTipThatIsThereStays() {
    chain.compute(PlanningScene.home());
    Pose here = new Pose();
    here.set(chain.tip());
    PlannedMotion plan = plan(here, CollisionCheck.none(), 1);
    assertEquals(Outcome.STRAIGHT, plan.outcome());
    assertEquals(0, plan.motion().durationSeconds());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    RandomStream draws = new RandomStream(1);
    Pose pose = PlanningScene.down(0.4, 0.2, Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> plan(pose, CollisionCheck.none(), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> planner.plan(new double[6], new Pose(), CollisionCheck.none(), draws));
    ArmPlanner.Builder builder = ArmPlanner.builder(chain);
    assertThrows(IllegalArgumentException.class, () -> builder.tolerances(0, 1));
    builder.timing(PathTiming.builder(6).build());
    assertThrows(IllegalArgumentException.class, builder::build);
  }
}
