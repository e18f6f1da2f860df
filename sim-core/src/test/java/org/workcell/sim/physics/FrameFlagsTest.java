package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Edits that a compiled flag hides. Where things have to be is worked out by hand: the body stands
 * at (1, 0, 0), turned by 90 degrees about z, so its x axis is the world's y axis.
 */
class FrameFlagsTest {

  private static final double EXACT = 1e-12;
  private static final double HALF = Math.sqrt(0.5);

  private static final String SCENE =
      """
      <mujoco>
        <compiler autolimits="true"/>
        <worldbody>
          <site name="origin"/>
          <body name="turned" pos="1 0 0" quat="0.7071067811865476 0 0 0.7071067811865476">
            <inertial pos="0 0 0" mass="1" diaginertia="1 1 1"/>
            <joint name="far" type="hinge" axis="0 0 1" pos="0.5 0 0"/>
            <geom name="same" type="box" size="0.1 0.1 0.1"/>
            <site name="same"/>
            <site name="shifted" pos="0.2 0 0"/>
          </body>
          <body name="offset" pos="0 0 1">
            <inertial pos="0 0 0.3" mass="1" diaginertia="1 1 1"/>
            <joint name="hinge" type="hinge" axis="1 0 0"/>
            <geom name="of_inertia" type="sphere" size="0.1" pos="0 0 0.3"/>
          </body>
          <body name="simple" pos="0 2 0">
            <joint name="slide" type="slide"/>
            <geom type="sphere" size="0.1"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  private final ModelEdits edits = new ModelEdits();
  private Model scene;
  private WorkerModel model;
  private Physics physics;
  private FrameFlags flags;

  @BeforeEach
  void open() {
    scene = Model.load("flags.xml", Map.of("flags.xml", SCENE.getBytes(StandardCharsets.UTF_8)));
    model = new WorkerModel(scene);
    physics = new Physics(scene);
    physics.useModel(model);
    flags = new FrameFlags(scene);
  }

  @AfterEach
  void close() {
    physics.close();
    model.close();
    scene.close();
  }

  private void edit(ModelField field, int row, double... values) {
    edits.setRow(field, row, values);
    flags.reveal(edits, field, row * values.length);
    model.apply(edits);
    physics.forward();
  }

  private static void assertRow(DoubleArray array, int row, double... expected) {
    double[] found = new double[expected.length];
    array.readRow(row, found);
    assertArrayEquals(expected, found, EXACT);
  }

  @Test
  void theEngineIgnoresEditsThatAFlagHides() {
    edits.setRow(ModelField.SITE_POS, scene.site("origin"), 1, 2, 3);
    model.apply(edits);
    physics.forward();
    assertRow(physics.sitePos(), scene.site("origin"), 0, 0, 0);
  }

  @Test
  void movedSites() {
    edit(ModelField.SITE_POS, scene.site("origin"), 1, 2, 3);
    edit(ModelField.SITE_POS, scene.site("same"), 0.1, 0, 0);
    edit(ModelField.SITE_POS, scene.site("shifted"), 0.4, 0, 0);
    assertRow(physics.sitePos(), scene.site("origin"), 1, 2, 3);
    assertRow(physics.sitePos(), scene.site("same"), 1, 0.1, 0);
    assertRow(physics.sitePos(), scene.site("shifted"), 1, 0.4, 0);
  }

  @Test
  void turnedSites() {
    edit(ModelField.SITE_QUAT, scene.site("same"), HALF, 0, 0, HALF);
    edit(ModelField.SITE_QUAT, scene.site("shifted"), HALF, 0, 0, HALF);
    double[] halfTurn = {-1, 0, 0, 0, -1, 0, 0, 0, 1};
    assertRow(physics.siteMat(), scene.site("same"), halfTurn);
    assertRow(physics.siteMat(), scene.site("shifted"), halfTurn);
    assertRow(physics.sitePos(), scene.site("shifted"), 1, 0.2, 0);
  }

  @Test
  void movedAndTurnedGeoms() {
    int geom = scene.geom("same");
    edit(ModelField.GEOM_POS, geom, 0, 0, 0.5);
    assertRow(physics.geomPos(), geom, 1, 0, 0.5);
    edit(ModelField.GEOM_QUAT, geom, HALF, 0, 0, HALF);
    assertRow(physics.geomMat(), geom, -1, 0, 0, 0, -1, 0, 0, 0, 1);
  }

  @Test
  void movedInertias() {
    edit(ModelField.BODY_IPOS, scene.body("turned"), 0.1, 0, 0);
    assertRow(physics.array("xipos"), scene.body("turned"), 1, 0.1, 0);
    assertRow(physics.geomPos(), scene.geom("same"), 1, 0, 0);
  }

  /** A geom at the centre of mass would otherwise go with it. */
  @Test
  void geomsStayWhereAnInertiaMoves() {
    edit(ModelField.BODY_IPOS, scene.body("offset"), 0, 0, 0.2);
    assertRow(physics.geomPos(), scene.geom("of_inertia"), 0, 0, 1.3);
    edit(ModelField.GEOM_POS, scene.geom("of_inertia"), 0, 0, 0.2);
    assertRow(physics.geomPos(), scene.geom("of_inertia"), 0, 0, 1.2);
  }

  /** Size factors scale both by one number, and last bits must not change by that. */
  @Test
  void whatMovesTogetherKeepsItsFlag() {
    int body = scene.body("offset");
    int geom = scene.geom("of_inertia");
    ModelEdits both = new ModelEdits();
    both.setRow(ModelField.BODY_IPOS, body, 0, 0, 0.6);
    both.setRow(ModelField.GEOM_POS, geom, 0, 0, 0.6);
    edits.setAll(both);
    flags.reveal(edits, both);
    assertEquals(6, edits.size());
  }

  @Test
  void anEditThatIsTakenBackTakesItsFlagBack() {
    int site = scene.site("same");
    edit(ModelField.SITE_POS, site, 1, 1, 1);
    edit(ModelField.SITE_POS, site, 0, 0, 0);
    double compiled = scene.get(ModelField.SITE_SAMEFRAME, site);
    assertEquals(compiled, edits.valueOr(ModelField.SITE_SAMEFRAME, site, -1));
  }

  @Test
  void editsThatNoFlagCanRevealAreRefused() {
    String inertia =
        assertThrows(
                IllegalArgumentException.class,
                () -> edit(ModelField.BODY_IPOS, scene.body("simple"), 0, 0, 0.1))
            .getMessage();
    assertTrue(inertia.contains("'simple'") && inertia.contains("diagonal"), inertia);
    String gravity =
        assertThrows(
                IllegalArgumentException.class,
                () -> edit(ModelField.BODY_GRAVCOMP, scene.body("turned"), 1))
            .getMessage();
    assertTrue(gravity.contains("gravcomp"), gravity);
  }

  @Test
  void flagsOfNoMeaningAreRefused() {
    ModelEdits wrong = new ModelEdits();
    wrong.set(ModelField.SITE_SAMEFRAME, 0, 5);
    assertThrows(IllegalArgumentException.class, () -> model.apply(wrong));
  }
}
