package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaOptions;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.task.TaskSpec;
import org.workcell.testing.RandomDelta;
import org.workcell.testing.contract.EnvironmentContract;

/** Every suite behind a delta of its own command. */
class DeltaOnSuitesTest {

  private static final String METAWORLD = "metaworld/push-v3";
  private static final String KITCHEN = "kitchen/microwave-v1";
  private static final String LIBERO =
      "libero/spatial/pick_up_the_black_bowl_on_the_stove_and_place_it_on_the_plate-v1";
  private static final String ARM = "arm/reach-v1";
  private static final EnvironmentOptions PLAIN = EnvironmentOptions.defaults();

  private static TaskDefinition task(String id) {
    return TaskRegistry.load().task(id).orElseThrow();
  }

  private static List<String> tracked(TaskSpec spec) {
    return spec.command().components().stream()
        .filter(each -> each.tracked().isPresent())
        .map(CommandSpec.Component::name)
        .toList();
  }

  private abstract static class Behind extends EnvironmentContract {

    private final String id;

    Behind(String id) {
      this.id = id;
    }

    @Override
    protected Collection<TaskDefinition> tasks() {
      return List.of(task(id));
    }

    @Override
    protected EnvironmentOptions options() {
      TaskSpec spec = EnvironmentFactory.taskSpec(task(id), PLAIN);
      DeltaModel model = RandomDelta.ofCommands(spec.controlPeriodSeconds(), 0.002, tracked(spec));
      return PLAIN.withDelta(
          new DeltaAction(
              Optional.empty(), model, DeltaOptions.parse("rescale=0.5:1.5,without=0.1")));
    }
  }

  @Nested
  class MetaWorld extends Behind {
    MetaWorld() {
      super(METAWORLD);
    }
  }

  @Nested
  class Kitchen extends Behind {
    Kitchen() {
      super(KITCHEN);
    }
  }

  @Nested
  class Libero extends Behind {
    Libero() {
      super(LIBERO);
    }
  }

  @Nested
  class Arm extends Behind {
    Arm() {
      super(ARM);
    }
  }

  @Test
  void commandsSayWhatTheyMove() {
    assertEquals(
        List.of("hand_target_x", "hand_target_y", "hand_target_z"),
        tracked(EnvironmentFactory.taskSpec(task(METAWORLD), PLAIN)));
    assertEquals(9, tracked(EnvironmentFactory.taskSpec(task(KITCHEN), PLAIN)).size());
    assertEquals(
        List.of("displacement_x", "displacement_y", "displacement_z"),
        tracked(EnvironmentFactory.taskSpec(task(LIBERO), PLAIN)));
    assertEquals(6, tracked(EnvironmentFactory.taskSpec(task(ARM), PLAIN)).size());
    EnvironmentOptions joints = PLAIN.withSettings(Map.of("controller", "joint_position"));
    assertEquals(7, tracked(EnvironmentFactory.taskSpec(task(LIBERO), joints)).size());
    behind(LIBERO, joints, "robot0_joint4", 1).close();
  }

  /** A delta that answers with the position of its channel, times a gain. */
  private SimulatedEnvironment behind(
      String id, EnvironmentOptions options, String channel, double gain) {
    double period = EnvironmentFactory.taskSpec(task(id), options).controlPeriodSeconds();
    DeltaModel model =
        DeltaModel.builder(DeltaModel.Kind.COMMAND)
            .controlPeriodSeconds(period)
            .channels(List.of(new DeltaChannel(channel, 1, 10)))
            .inputs(List.of(DeltaInput.of(DeltaSignal.COMMAND_ERROR)))
            .layers(List.of(new DeltaLayer(new double[] {gain}, new double[1])))
            .build();
    return new EnvironmentFactory()
        .newEnvironment(task(id), options.withDelta(DeltaAction.of(model)));
  }

  /** A target that is moved back to where the hand is by a delta of minus the error. */
  @Test
  void aDeltaOfTheWholeErrorHoldsTheHand() {
    try (SimulatedEnvironment held = behind(METAWORLD, PLAIN, "hand_target_x", -1)) {
      BatchStorage storage = BatchStorage.allocate(held.spec().task().layout(), 1);
      held.reset(ResetOptions.seed(2), storage, 0);
      int hand = held.physics().scene().body("hand");
      held.physics().refreshPositions();
      double x = held.physics().bodyPos().get(hand, 0);
      double[] action = {1, 0, 0, 0};
      storage.action().putRow(0, action);
      held.step(storage, 0);
      int mocap = held.physics().scene().mocap("mocap");
      assertEquals(x, held.physics().mocapPos().get(mocap, 0), 1e-12);
    }
  }

  @Test
  void otherPeriodsAreRefusedWithBothNumbers() {
    DeltaModel model = RandomDelta.ofCommands(0.02, 0.01, List.of("hand_target_x"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new EnvironmentFactory()
                        .newEnvironment(task(METAWORLD), PLAIN.withDelta(DeltaAction.of(model))))
            .getMessage();
    assertTrue(message.contains("0.02 s") && message.contains("0.0125 s"), message);
  }
}
