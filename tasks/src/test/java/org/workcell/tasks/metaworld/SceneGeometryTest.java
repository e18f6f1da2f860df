package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.ReferenceData;
import org.workcell.tasks.common.Vectors;

/** The builtin scenes are no easier than upstream's, and carry the same names. */
class SceneGeometryTest {

  private static final double POSITION_TOLERANCE = 0.005;
  private static final double MASS_TOLERANCE = 0.2;
  private static final double ANGLE_TOLERANCE = 1e-3;

  /** Lighter bodies only carry frames. */
  private static final double NEGLIGIBLE_MASS = 0.001;

  static Stream<SceneSource> scenes() {
    return new MetaWorldSuite().tasks().stream().map(TaskDefinition::scene).distinct();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void builtinSceneMatchesUpstream(SceneSource files) {
    AssetPack upstreamAssets = AssetPack.upstream(ReferenceData.upstreamAssets());
    try (Scene builtin = Scene.load(AssetPack.builtin(), files);
        Scene upstream = Scene.load(upstreamAssets, files);
        Physics ours = new Physics(builtin.model());
        Physics theirs = new Physics(upstream.model())) {
      ours.forward();
      theirs.forward();
      List<String> differences = new ArrayList<>();
      comparePositions(ours, theirs, differences);
      compareJoints(ours, theirs, differences);
      compareMasses(builtin.model(), upstream.model(), differences);
      for (ObjectKind kind : List.of(ObjectKind.JOINT, ObjectKind.CAMERA, ObjectKind.SITE)) {
        assertTrue(builtin.model().names(kind).containsAll(upstream.model().names(kind)));
      }
      assertEquals(List.of(), differences);
      assertEquals(theirs.qpos().size(), ours.qpos().size());
    }
  }

  private static List<String> sharedNames(Model ours, Model theirs, ObjectKind kind) {
    List<String> names = new ArrayList<>();
    for (String name : ours.names(kind)) {
      if (!name.startsWith("#") && theirs.has(kind, name)) {
        names.add(name);
      }
    }
    assertFalse(names.isEmpty());
    return names;
  }

  private static double distance(DoubleArray a, int rowOfA, DoubleArray b, int rowOfB) {
    double[] first = new double[3];
    double[] second = new double[3];
    a.readRow(rowOfA, first);
    b.readRow(rowOfB, second);
    return Vectors.distance(first, second);
  }

  private static void comparePositions(Physics ours, Physics theirs, List<String> differences) {
    for (ObjectKind kind : List.of(ObjectKind.BODY, ObjectKind.SITE)) {
      boolean body = kind == ObjectKind.BODY;
      for (String name : sharedNames(ours.scene(), theirs.scene(), kind)) {
        double distance =
            distance(
                body ? ours.bodyPos() : ours.sitePos(),
                ours.scene().index(kind, name),
                body ? theirs.bodyPos() : theirs.sitePos(),
                theirs.scene().index(kind, name));
        if (distance > POSITION_TOLERANCE) {
          differences.add("%s %s is %.4f m off".formatted(kind, name, distance));
        }
      }
    }
  }

  private static void compareJoints(Physics ours, Physics theirs, List<String> differences) {
    for (String name : sharedNames(ours.scene(), theirs.scene(), ObjectKind.JOINT)) {
      int our = ours.scene().index(ObjectKind.JOINT, name);
      int their = theirs.scene().index(ObjectKind.JOINT, name);
      if (distance(ours.array("xaxis"), our, theirs.array("xaxis"), their) > ANGLE_TOLERANCE) {
        differences.add("joint " + name + " has another axis");
      }
      for (int side = 0; side < 2; side++) {
        double ourLimit = ours.scene().get(ModelField.JNT_RANGE, 2 * our + side);
        double theirLimit = theirs.scene().get(ModelField.JNT_RANGE, 2 * their + side);
        if (Math.abs(ourLimit - theirLimit) > 1e-9) {
          differences.add("joint %s ranges to %s, not %s".formatted(name, ourLimit, theirLimit));
        }
      }
    }
  }

  private static void compareMasses(Model ours, Model theirs, List<String> differences) {
    for (String name : sharedNames(ours, theirs, ObjectKind.BODY)) {
      double ourMass = ours.get(ModelField.BODY_MASS, ours.body(name));
      double theirMass = theirs.get(ModelField.BODY_MASS, theirs.body(name));
      if (theirMass > NEGLIGIBLE_MASS
          && Math.abs(ourMass - theirMass) > MASS_TOLERANCE * theirMass) {
        differences.add("body %s weighs %.4f kg, not %.4f".formatted(name, ourMass, theirMass));
      }
    }
  }
}
