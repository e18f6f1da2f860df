package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.mujoco.mjData;
import org.workcell.sim.image.ImageFilter;

/**
 * A step after {@link Physics#refreshContacts} does not compute positions once more, unless
 * something has been written meanwhile: it leads to the same state to the bit in any case.
 */
class PositionReuseTest {

  private static final String SCENE =
      """
      <mujoco>
        <option integrator="INTEGRATOR"><flag energy="ENERGY"/></option>
        <worldbody>
          <geom name="floor" type="plane" size="1 1 .1"/>
          <body name="box" pos="0 0 .049"><freejoint/><geom name="box" size=".05 .05 .05"/></body>
          <body name="held" pos=".5 0 .3"><freejoint/><geom size=".02"/></body>
          <body name="hand" mocap="true" pos=".5 0 .3"/>
          <body name="arm" pos="0 .4 .3">
            <joint name="arm" axis="0 1 0" damping=".1"/>
            <geom type="capsule" fromto="0 0 0 .2 0 0" size=".03"/>
          </body>
        </worldbody>
        <equality><weld body1="held" body2="hand"/></equality>
        <actuator><motor name="arm" joint="arm"/></actuator>
        <sensor><framepos objtype="body" objname="box"/></sensor>
      </mujoco>
      """;

  private static final Map<String, Consumer<Fixture>> CHANGES = changes();

  private Fixture fixture = new Fixture(SCENE, "Euler", "disable");

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A simulation with a worker's model. */
  private static final class Fixture implements AutoCloseable {
    final Model scene;
    final Physics physics;
    final ModelEdits edits = new ModelEdits();
    final ModelEdits otherEdits = new ModelEdits();
    final WorkerModel model;
    final WorkerModel otherModel;
    final double[] earlier;

    Fixture(String template, String integrator, String energy) {
      String text = template.replace("INTEGRATOR", integrator).replace("ENERGY", energy);
      scene = Model.load("box.xml", Map.of("box.xml", text.getBytes(StandardCharsets.UTF_8)));
      physics = new Physics(scene);
      model = new WorkerModel(scene);
      otherModel = new WorkerModel(scene);
      edits.setRow(ModelField.BODY_POS, scene.body("arm"), 0, 0.4, 0.31);
      otherEdits.setRow(ModelField.BODY_POS, scene.body("arm"), 0, 0.5, 0.2);
      use(model, edits);
      physics.ctrl().set(0, 0.2);
      physics.step(5);
      earlier = new double[physics.stateSize()];
      physics.readState(earlier);
      physics.step(20);
    }

    void use(WorkerModel used, ModelEdits applied) {
      used.apply(applied);
      physics.useModel(used);
    }

    double[] state() {
      double[] state = new double[physics.stateSize()];
      physics.readState(state);
      double[] acceleration = physics.array("qacc").toArray();
      double[] places = physics.geomPos().toArray();
      double[] sensors = physics.array("sensordata").toArray();
      return Stream.of(state, acceleration, places, sensors)
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    @Override
    public void close() {
      physics.close();
      model.close();
      otherModel.close();
      scene.close();
    }
  }

  private static Map<String, Consumer<Fixture>> changes() {
    Map<String, Consumer<Fixture>> changes = new LinkedHashMap<>();
    changes.put("nothing", each -> {});
    changes.put("set", each -> each.physics.qpos().set(2, 0.04));
    changes.put("set in a row", each -> each.physics.qpos().set(2, 0, 0.04));
    changes.put("row", each -> each.physics.mocapPos().writeRow(0, new double[] {0.5, 0, 0.33}));
    changes.put("write", each -> each.physics.qpos().write(14, new double[] {0.4}));
    changes.put("fill", each -> each.physics.qpos().fill(0, 3, 0.04));
    changes.put("mocap quaternion", each -> each.physics.mocapQuat().set(1, 0.2));
    changes.put("derived places", each -> each.physics.array("ximat").fill(9, 9, 0.1));
    changes.put("velocity", each -> each.physics.qvel().set(2, 0.3));
    changes.put("force", each -> each.physics.array("qfrc_applied").set(2, 3));
    changes.put("body force", each -> each.physics.array("xfrc_applied").set(8, 3));
    changes.put("control", each -> each.physics.ctrl().set(0, -0.7));
    changes.put("time", each -> each.physics.time().set(0, 4));
    changes.put("reset", each -> each.physics.reset());
    changes.put("state", each -> each.physics.writeState(each.earlier));
    changes.put("flat state", PositionReuseTest::writeFlatState);
    changes.put("view", PositionReuseTest::showOther);
    changes.put("forward", each -> each.physics.forward());
    changes.put("edit", PositionReuseTest::edit);
    changes.put("other edits", each -> each.use(each.model, each.otherEdits));
    changes.put("other worker", each -> each.use(each.otherModel, each.edits));
    changes.put("other worker's edits", each -> each.use(each.otherModel, each.otherEdits));
    changes.put("positions with other edits", each -> beside(each, Physics::refreshPositions));
    changes.put("Jacobians with other edits", each -> beside(each, Physics::refreshJacobians));
    changes.put("view with other edits", each -> beside(each, Physics::refreshView));
    changes.put("contacts with other edits", each -> beside(each, Physics::refreshContacts));
    changes.put("forward with other edits", each -> beside(each, Physics::forward));
    changes.put("inverse with other edits", each -> beside(each, PositionReuseTest::inverse));
    changes.put("native state", each -> each.physics.dataHandle().qpos().put(2, 0.04));
    changes.put(
        "native model",
        each -> each.physics.modelHandle().body_pos().put(3L * each.scene.body("arm"), 0.03));
    changes.put("not finite", each -> each.physics.array("qvel").set(0, Double.NaN));
    return changes;
  }

  private static void writeFlatState(Fixture each) {
    double[] state = FlatState.read(each.physics);
    state[3] = 0.06;
    FlatState.write(each.physics, state);
  }

  private static void showOther(Fixture each) {
    ViewState view = new ViewState();
    try (Physics other = new Physics(each.scene)) {
      view.capture(other, each.edits, ImageFilter.NONE, 0);
    }
    each.physics.show(view);
  }

  private static void edit(Fixture each) {
    each.edits.setRow(ModelField.BODY_POS, each.scene.body("arm"), 0, 0.4, 0.1);
    each.model.apply(each.edits);
  }

  private static void inverse(Physics physics) {
    new InverseDynamics(physics).compute();
  }

  /** Something else is done with other edits, as where other environments share the model. */
  private static void beside(Fixture each, Consumer<Physics> work) {
    each.model.apply(each.otherEdits);
    work.accept(each.physics);
    each.model.apply(each.edits);
  }

  static Stream<String> changeNames() {
    return CHANGES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("changeNames")
  void stateIsThatOfAFullStep(String change) {
    double[] expected = after(change, true);
    fixture.close();
    fixture = new Fixture(SCENE, "Euler", "disable");
    assertArrayEquals(expected, after(change, false));
  }

  /** What follows from positions after one step, and the state after three. */
  private double[] after(String change, boolean full) {
    fixture.physics.refreshContacts();
    CHANGES.get(change).accept(fixture);
    if (full) {
      fixture.physics.takePositions();
    }
    double[] first = {};
    try {
      fixture.physics.step(1);
      first = fixture.state();
      fixture.physics.step(2);
    } catch (BadStateException e) {
      assertTrue(change.equals("not finite"));
    }
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(fixture.state())).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Euler", "implicit", "implicitfast", "RK4"})
  void integratorsGoOnToTheBit(String integrator) {
    for (String energy : new String[] {"disable", "enable"}) {
      fixture.close();
      fixture = new Fixture(SCENE, integrator, energy);
      double[] expected = after("control", true);
      fixture.close();
      fixture = new Fixture(SCENE, integrator, energy);
      assertArrayEquals(expected, after("control", false), integrator + " " + energy);
    }
  }

  @Test
  void firstStepOmitsThePositionStage() {
    assertTrue(omits(() -> {}));
    assertTrue(omits(() -> fixture.physics.ctrl().set(0, 0.1)));
    assertTrue(omits(() -> beside(fixture, physics -> {})), "the same edits again");
    assertTrue(omits(() -> fixture.use(fixture.otherModel, fixture.edits)), "another worker");
    assertFalse(omits(() -> fixture.physics.qpos().set(0, fixture.physics.qpos().get(0))));
    assertFalse(omits(() -> fixture.physics.step(1)), "once for each refresh");
    assertFalse(omits(() -> beside(fixture, Physics::refreshPositions)));
  }

  /** A place written behind the simulation's back is there after the step. */
  private boolean omits(Runnable between) {
    mjData data = fixture.physics.dataHandle();
    int body = fixture.scene.body("box");
    fixture.physics.refreshContacts();
    between.run();
    data.xpos().put(3L * body, 77);
    fixture.physics.step(1);
    return data.xpos().get(3L * body) == 77;
  }
}
