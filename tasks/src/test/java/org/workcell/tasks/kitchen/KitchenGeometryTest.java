package org.workcell.tasks.kitchen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.ReferenceData;

/**
 * The builtin kitchen against facts of upstream's compiled model: no easier, and the same names.
 */
class KitchenGeometryTest {

  private static final double POSITION_TOLERANCE = 0.005;
  private static final double MASS_TOLERANCE = 0.2;

  /** The facts have six significant digits. */
  private static final double NUMBER_TOLERANCE = 1e-5;

  private JsonNode facts;
  private StartedKitchen kitchen;
  private Physics physics;
  private Model model;

  @BeforeEach
  void load() {
    facts = read("specs/kitchen/pictures/scene_geometry.json");
    kitchen = new StartedKitchen();
    physics = kitchen.physics();
    model = physics.scene();
  }

  private static JsonNode read(String path) {
    try {
      return new ObjectMapper().readTree(ReferenceData.require(path).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    if (kitchen != null) {
      kitchen.close();
    }
  }

  @Test
  void namesComeInTheSameOrder() {
    for (ObjectKind kind :
        List.of(ObjectKind.JOINT, ObjectKind.ACTUATOR, ObjectKind.SITE, ObjectKind.CAMERA)) {
      assertEquals(names(kind.name().toLowerCase(java.util.Locale.ROOT) + "s"), model.names(kind));
    }
    List<String> bodies = model.names(ObjectKind.BODY);
    assertEquals(names("bodies"), bodies.subList(1, bodies.size()));
    JsonNode counts = facts.at("/model/counts");
    assertEquals(counts.get("nq").asInt(), model.positionCount());
    assertEquals(counts.get("nv").asInt(), model.velocityCount());
    assertEquals(counts.get("neq").asInt(), model.count(ObjectKind.EQUALITY));
  }

  private List<String> names(String objects) {
    List<String> names = new ArrayList<>();
    facts.at("/model/" + objects).forEach(o -> names.add(o.get("name").asText()));
    assertFalse(names.isEmpty());
    return names;
  }

  @Test
  void bodiesAndSitesStandWhereUpstreamsDo() {
    comparePoses(facts.get("start").get("body_world_pos_quat"));
    comparePositions(facts.get("start").get("site_world"), ObjectKind.SITE, physics.sitePos());
  }

  @Test
  void bodiesAndSitesMoveAsUpstreamsDo() {
    for (JsonNode element : facts.get("elements")) {
      physics.qpos().write(0, KitchenScene.START);
      for (int i = 0; i < element.get("qpos_index").size(); i++) {
        physics
            .qpos()
            .set(element.get("qpos_index").get(i).asInt(), element.get("goal").get(i).asDouble());
      }
      physics.forward();
      comparePoses(element.get("body_world_pos_quat_at_goal"));
      comparePositions(element.get("site_world_at_goal"), ObjectKind.SITE, physics.sitePos());
    }
  }

  private void comparePoses(JsonNode poses) {
    assertFalse(poses.isEmpty());
    for (Map.Entry<String, JsonNode> pose : poses.properties()) {
      if (!pose.getKey().startsWith("#")) {
        int body = model.body(pose.getKey());
        compare(pose.getKey(), physics.bodyPos(), body, pose.getValue().get(0), POSITION_TOLERANCE);
        compare(pose.getKey(), physics.bodyQuat(), body, pose.getValue().get(1), 1e-3);
      }
    }
  }

  private void comparePositions(JsonNode positions, ObjectKind kind, DoubleArray ours) {
    for (Map.Entry<String, JsonNode> position : positions.properties()) {
      int row = model.index(kind, position.getKey());
      compare(position.getKey(), ours, row, position.getValue(), POSITION_TOLERANCE);
    }
  }

  private static void compare(
      String name, DoubleArray ours, int row, JsonNode theirs, double tolerance) {
    for (int i = 0; i < theirs.size(); i++) {
      assertEquals(theirs.get(i).asDouble(), ours.get(row, i), tolerance, name);
    }
  }

  @Test
  void jointsHaveTheSameAxesRangesAndResistance() {
    for (JsonNode joint : facts.at("/model/joints")) {
      String name = joint.get("name").asText();
      int row = model.index(ObjectKind.JOINT, name);
      int dof = model.velocityAddress(name);
      assertEquals(joint.get("qposadr").asInt(), model.positionAddress(name));
      assertEquals(joint.get("dofadr").asInt(), dof);
      for (int side = 0; side < 2; side++) {
        double limit = joint.path("range").path(side).asDouble();
        assertNumber(limit, ModelField.JNT_RANGE, 2 * row + side, name);
      }
      assertNumber(joint.path("damping").asDouble(), ModelField.DOF_DAMPING, dof, name);
      assertNumber(joint.path("armature").asDouble(), ModelField.DOF_ARMATURE, dof, name);
      assertNumber(joint.path("frictionloss").asDouble(), ModelField.DOF_FRICTIONLOSS, dof, name);
      assertNumber(joint.path("stiffness").asDouble(), ModelField.JNT_STIFFNESS, row, name);
      if (joint.has("axis")) {
        compareAxis(row, model.body(joint.get("body").asText()), joint.get("axis"));
      }
    }
  }

  /** The joint's axis in the world is the body's frame times the axis in the body. */
  private void compareAxis(int joint, int body, JsonNode local) {
    DoubleArray axes = physics.array("xaxis");
    for (int i = 0; i < 3; i++) {
      double world = 0;
      for (int k = 0; k < 3; k++) {
        world += physics.bodyMat().get(body, 3 * i + k) * local.get(k).asDouble();
      }
      assertEquals(world, axes.get(joint, i), NUMBER_TOLERANCE);
    }
  }

  private void assertNumber(double theirs, ModelField field, int index, String name) {
    double tolerance = NUMBER_TOLERANCE * Math.max(1, Math.abs(theirs));
    assertEquals(theirs, model.get(field, index), tolerance, field + " of " + name);
  }

  @Test
  void movableBodiesWeighTheSame() {
    int movable = 0;
    for (JsonNode body : facts.at("/model/bodies")) {
      double mass = body.path("mass").asDouble();
      if (mass > 0) {
        String name = body.get("name").asText();
        double ours = model.get(ModelField.BODY_MASS, model.body(name));
        assertEquals(mass, ours, MASS_TOLERANCE * mass, name);
        movable++;
      }
    }
    assertTrue(movable > 25, "only %d bodies have a mass".formatted(movable));
  }

  /** Experts tuned on upstream's arm count on its inertias. */
  @Test
  void armHasUpstreamsInertiasAndServos() {
    for (JsonNode body : facts.at("/model/bodies")) {
      String name = body.get("name").asText();
      if (name.startsWith("panda0")) {
        int row = model.body(name);
        for (int i = 0; i < 3; i++) {
          double inertia = body.get("inertia").get(i).asDouble();
          double ours = model.get(ModelField.BODY_INERTIA, 3 * row + i);
          assertEquals(inertia, ours, 0.001 * inertia, name);
          assertNumber(body.get("ipos").get(i).asDouble(), ModelField.BODY_IPOS, 3 * row + i, name);
        }
      }
    }
    JsonNode actuators = facts.at("/model/actuators");
    for (int i = 0; i < actuators.size(); i++) {
      compareServo(i, actuators.get(i));
    }
  }

  private void compareServo(int row, JsonNode servo) {
    String name = servo.get("name").asText();
    int gains = model.values(ModelField.ACTUATOR_GAINPRM).length / model.controlCount();
    for (int i = 0; i < 3; i++) {
      assertNumber(
          servo.get("gainprm").get(i).asDouble(),
          ModelField.ACTUATOR_GAINPRM,
          gains * row + i,
          name);
      assertNumber(
          servo.get("biasprm").get(i).asDouble(),
          ModelField.ACTUATOR_BIASPRM,
          gains * row + i,
          name);
    }
    for (int side = 0; side < 2; side++) {
      double control = servo.get("ctrlrange").get(side).asDouble();
      assertNumber(control, ModelField.ACTUATOR_CTRLRANGE, 2 * row + side, name);
      double force = servo.get("forcerange").get(side).asDouble();
      assertNumber(force, ModelField.ACTUATOR_FORCERANGE, 2 * row + side, name);
    }
  }

  @Test
  void couplingsAndCamerasAreUpstreams() {
    JsonNode equalities = facts.at("/model/equality");
    int columns = model.values(ModelField.EQ_DATA).length / equalities.size();
    for (int row = 0; row < equalities.size(); row++) {
      for (int i = 0; i < 5; i++) {
        double theirs = equalities.get(row).get("data").get(i).asDouble();
        assertNumber(theirs, ModelField.EQ_DATA, columns * row + i, "equality " + row);
      }
    }
    JsonNode cameras = facts.at("/model/cameras");
    for (int row = 0; row < cameras.size(); row++) {
      JsonNode camera = cameras.get(row);
      String name = camera.get("name").asText();
      for (int i = 0; i < 3; i++) {
        assertNumber(camera.get("pos").get(i).asDouble(), ModelField.CAM_POS, 3 * row + i, name);
      }
      for (int i = 0; i < 4; i++) {
        assertNumber(camera.get("quat").get(i).asDouble(), ModelField.CAM_QUAT, 4 * row + i, name);
      }
      assertNumber(camera.get("fovy").asDouble(), ModelField.CAM_FOVY, row, name);
    }
  }
}
