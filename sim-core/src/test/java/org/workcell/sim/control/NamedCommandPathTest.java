package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** The filter and the adapter that come with the simulation core, found by their names. */
class NamedCommandPathTest {

  private static final CommandSpec COMMAND =
      new CommandSpec(
          List.of(
              new CommandSpec.Component("hand_target_x", "m", CommandSpec.Kind.POSITION),
              new CommandSpec.Component("gripper_effort", "1", CommandSpec.Kind.EFFORT)));

  private static final BlockSpec ACTION =
      BlockSpec.vector("action", DataType.FLOAT32, new double[] {-1, 0}, new double[] {1, 0.04});

  private static CommandFilterFactory offset(String parameters) {
    return ServiceLoader.load(CommandFilterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("offset"))
        .findFirst()
        .orElseThrow()
        .create(parameters);
  }

  private static ActionAdapterFactory latchedGripper() {
    return ServiceLoader.load(ActionAdapterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("latched-gripper"))
        .findFirst()
        .orElseThrow()
        .create("");
  }

  @Test
  void offsetsAreAddedByNameAndIdentifiedWhateverTheirOrder() {
    CommandFilterFactory factory = offset("hand_target_x:0.005,gripper_effort:-1e-1");
    double[] command = {0.25, 0.5};
    factory.newFilter(COMMAND, null).apply(command, null);
    assertArrayEquals(new double[] {0.25 + 0.005, 0.5 - 0.1}, command);
    assertEquals("offset=gripper_effort:-0.1,hand_target_x:0.005", factory.identity());
    assertEquals(factory.identity(), offset("gripper_effort:-0.1,hand_target_x:5e-3").identity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hand_target_x", "hand_target_x:", "hand_target_x:NaN", ":1", "a:1,a:2"})
  void offsetsThatAreNoneAreRefused(String parameters) {
    assertThrows(IllegalArgumentException.class, () -> offset(parameters));
  }

  @Test
  void anOffsetOfAnUnknownComponentNamesThoseThatExist() {
    CommandFilterFactory factory = offset("force_x:1");
    String message =
        assertThrows(IllegalArgumentException.class, () -> factory.newFilter(COMMAND, null))
            .getMessage();
    assertTrue(message.contains("no component 'force_x'"), message);
    assertTrue(message.contains("hand_target_x, gripper_effort"), message);
  }

  @Test
  void theGripperKeepsItsLastCommandBetweenTheThirds() {
    ActionAdapterFactory factory = latchedGripper();
    factory.requireFits(COMMAND);
    assertArrayEquals(new double[] {-1, -1}, factory.actionSpace(ACTION).low());
    assertArrayEquals(new double[] {1, 1}, factory.actionSpace(ACTION).high());
    ActionAdapter adapter = factory.newAdapter(ACTION, null);
    adapter.start(new SeedStreams(1));
    assertEquals(0.02, carriedOut(adapter, 0.2), "nothing was commanded yet");
    assertEquals(0.04, carriedOut(adapter, 0.5));
    assertEquals(0.04, carriedOut(adapter, -0.3));
    assertEquals(0, carriedOut(adapter, -0.4));
    StateWriter saved = new StateWriter();
    adapter.save(saved);
    ActionAdapter other = factory.newAdapter(ACTION, null);
    other.load(new StateReader(saved.toBytes()));
    assertEquals(0, carriedOut(other, 0));
    adapter.start(new SeedStreams(1));
    assertEquals(0.02, carriedOut(adapter, 0), "an episode does not depend on the one before");
  }

  private static double carriedOut(ActionAdapter adapter, double given) {
    double[] action = new double[2];
    adapter.adapt(new double[] {0.75, given}, null, action);
    assertEquals(0.75, action[0]);
    return action[1];
  }

  @Test
  void theGripperIsRefusedWhereTheLastElementIsNone() {
    CommandSpec fingers =
        new CommandSpec(
            List.of(
                new CommandSpec.Component("finger_joint2_target", "m", CommandSpec.Kind.POSITION)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> latchedGripper().requireFits(fingers))
            .getMessage();
    assertTrue(message.contains("'finger_joint2_target'"), message);
  }
}
