package org.workcell.sim.planning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.Checkpoint;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;

class SceneCollisionsTest {

  private Model model;
  private Physics physics;
  private SerialChain chain;
  private SceneCollisions collisions;

  @BeforeEach
  void open() {
    model = PlanningScene.newModel();
    physics = new Physics(model);
    chain = SerialChain.toSite(model, "base", "tip");
    PlanningScene.move(physics, PlanningScene.home());
    physics.forward();
    collisions = new SceneCollisions(physics, PlanningScene.JOINTS, "base");
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private double[] jointsAt(Pose pose) {
    PoseTarget target = new PoseTarget();
    target.pose().set(pose);
    double[] joints = PlanningScene.home();
    assertTrue(InverseKinematics.builder(chain).build().solve(target, joints));
    return joints;
  }

  private boolean isFree(double x, double y, double z) {
    return collisions.isFree(jointsAt(PlanningScene.down(x, y, z)));
  }

  private void putBox(double x, double y, double z) {
    int address = model.structure("jnt_qposadr")[model.structure("body_jntadr")[model.body("box")]];
    double[] pose = {x, y, z, 1, 0, 0, 0};
    physics.qpos().write(address, pose);
    physics.forward();
  }

  @Test
  void whatTheArmWouldHitIsNotFree() {
    collisions.begin();
    assertTrue(collisions.isFree(PlanningScene.home()));
    assertTrue(isFree(0.45, 0.25, 0.2));
    assertFalse(isFree(0.5, 0, 0.3), "in the wall");
    assertTrue(isFree(0.5, 0, 0.45), "above the wall");
    assertTrue(isFree(0.4, 0.25, 0.005));
    assertFalse(isFree(0.4, 0.25, -0.005), "in the table");
    assertFalse(isFree(0.4, 0.42, 0.04), "in the box");
    collisions.end();
  }

  @Test
  void theRobotsOwnContactFilterHolds() {
    collisions.begin();
    double[] folded = {0, 0, 0, 2.2, 0, 2.2, 0};
    assertFalse(collisions.isFree(folded), "the hand is in the upper arm");
    collisions.end();
  }

  @Test
  void aMarginToleratesShallowContacts() {
    var tolerant = new SceneCollisions(physics, PlanningScene.JOINTS, "base", 0.004);
    tolerant.begin();
    assertTrue(tolerant.isFree(jointsAt(PlanningScene.down(0.4, 0.25, -0.003))));
    assertFalse(tolerant.isFree(jointsAt(PlanningScene.down(0.4, 0.25, -0.005))));
    tolerant.end();
  }

  @Test
  void whatTouchesAtTheBeginningDoesNotCount() {
    PlanningScene.move(physics, jointsAt(PlanningScene.down(0.4, 0.25, -0.002)));
    collisions.begin();
    assertTrue(isFree(0.4, 0.25, -0.003), "the fingers were in the table");
    assertFalse(isFree(0.5, 0, 0.3), "they were not in the wall");
    collisions.end();
  }

  @Test
  void aCarriedBodyStaysBetweenTheFingers() {
    PlanningScene.move(physics, jointsAt(PlanningScene.down(0.4, 0.25, 0.045)));
    putBox(0.4, 0.25, 0.0299);
    collisions.begin();
    assertFalse(isFree(0.4, 0.27, 0.045), "a finger is where the box lies");
    collisions.end();
    collisions.begin("box");
    assertTrue(isFree(0.4, 0.27, 0.045));
    collisions.end();
  }

  @Test
  void aCarriedBodyCollidesInPlaceOfTheHand() {
    PlanningScene.move(physics, jointsAt(PlanningScene.down(0.4, 0.25, 0.09)));
    putBox(0.4, 0.25, 0.06);
    // The post ends at 0.2: the fingers pass above it at 0.22, the box below the tip does not.
    collisions.begin();
    assertTrue(isFree(0.4, -0.5, 0.22));
    collisions.end();
    collisions.begin("box");
    assertFalse(isFree(0.4, -0.5, 0.22));
    assertTrue(isFree(0.4, -0.5, 0.27));
    assertTrue(isFree(0.4, 0.25, 0.065), "lower, above the table");
    assertFalse(isFree(0.4, 0.25, 0.055), "lower, in the table");
    collisions.end();
  }

  @Test
  void theSimulationGoesOnAsIfNothingHadHappened() {
    try (Physics other = new Physics(model)) {
      PlanningScene.move(other, PlanningScene.home());
      PlanningScene.move(physics, PlanningScene.home());
      physics.reset();
      PlanningScene.move(physics, PlanningScene.home());
      for (int i = 0; i < 3; i++) {
        physics.step(20);
        other.step(20);
        RandomStream draws = new RandomStream(i);
        collisions.begin("box");
        for (int k = 0; k < 20; k++) {
          collisions.isFree(
              PlanningScene.JOINTS.stream().mapToDouble(j -> draws.uniform(-2, 2)).toArray());
        }
        collisions.end();
        requireSame(other, physics);
        physics.ctrl().set(1, 0.5 + 0.1 * i);
        other.ctrl().set(1, 0.5 + 0.1 * i);
      }
    }
  }

  private void requireSame(Physics expected, Physics actual) {
    double[] state = new double[expected.stateSize()];
    double[] same = new double[expected.stateSize()];
    expected.readState(state);
    actual.readState(same);
    assertArrayEquals(state, same);
    // Readings lag behind positions after a step; they must do so afterwards, too.
    for (String name : List.of("xpos", "geom_xmat", "qacc", "qfrc_actuator", "sensordata")) {
      assertArrayEquals(expected.array(name).toArray(), actual.array(name).toArray(), name);
    }
    Contacts contacts = new Contacts(100);
    Contacts sameContacts = new Contacts(100);
    expected.readContacts(contacts);
    actual.readContacts(sameContacts);
    assertTrue(contacts.size() > 0);
    assertEquals(contacts.size(), sameContacts.size());
    for (int i = 0; i < contacts.size(); i++) {
      assertEquals(contacts.distance(i), sameContacts.distance(i));
      assertEquals(contacts.normalForce(i), sameContacts.normalForce(i));
    }
  }

  @Test
  void checksOutOfTurnAreRefused() {
    assertThrows(IllegalStateException.class, () -> collisions.isFree(PlanningScene.home()));
    collisions.end();
    assertThrows(IllegalArgumentException.class, () -> collisions.begin("post"));
    assertThrows(IllegalArgumentException.class, () -> collisions.begin("nothing"));
    collisions.begin("box");
    assertThrows(IllegalStateException.class, () -> collisions.begin());
    collisions.end();
    collisions.end();
    assertThrows(IllegalStateException.class, () -> new Checkpoint(physics).restore());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SceneCollisions(physics, PlanningScene.JOINTS, "base", -1));
    physics.close();
    assertThrows(IllegalStateException.class, () -> collisions.begin());
  }
}
