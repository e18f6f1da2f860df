package org.workcell.sim.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Delay, dead band and gain of targets, with known answers. */
class TargetFilterTest {

  private static final int SUBSTEPS = 2;

  private final Model model =
      Model.load(
          "hand.xml",
          Map.of(
              "hand.xml",
              """
              <mujoco><option timestep="0.05"/><worldbody>
                <body name="hand" mocap="true"><geom size=".1"/></body>
              </worldbody></mujoco>
              """
                  .getBytes(StandardCharsets.UTF_8)));
  private final Physics physics = new Physics(model);

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private static CommandSpec command(Optional<String> hand) {
    return new CommandSpec(
        List.of(
            new CommandSpec.Component("x", "m", CommandSpec.Kind.POSITION),
            new CommandSpec.Component("y", "m", CommandSpec.Kind.POSITION),
            new CommandSpec.Component("z", "m", CommandSpec.Kind.POSITION),
            new CommandSpec.Component("grip", "1", CommandSpec.Kind.EFFORT)),
        hand);
  }

  private CommandFilterFactory factory(String words) {
    String[] parts = words.split("=", 2);
    return ServiceLoader.load(CommandFilterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(parts[0]))
        .findFirst()
        .orElseThrow()
        .create(parts.length < 2 ? "" : parts[1]);
  }

  private CommandFilter filter(String words, Optional<String> hand) {
    CommandFilter filter = factory(words).newFilter(command(hand), model);
    filter.start(new SeedStreams(1));
    return filter;
  }

  private double[] apply(CommandFilter filter, double... command) {
    filter.apply(command, physics);
    physics.step(SUBSTEPS);
    return command;
  }

  @ParameterizedTest
  @CsvSource({
    "0, '1 2 4 8'",
    "0.1, '1 1 2 4'",
    "0.2, '1 1 1 2'",
    "0.05, '1 1.5 3 6'",
    "0.125, '1 1 1.75 3.5'"
  })
  void delayRepeatsWhatCameBefore(double seconds, String expected) {
    CommandFilter filter = filter("delay=delay_seconds:" + seconds, Optional.empty());
    String[] numbers = expected.split(" ");
    for (int i = 0; i < numbers.length; i++) {
      double sent = 1 << i;
      double[] passed = apply(filter, sent, -sent, 0, 10 * sent);
      double wanted = Double.parseDouble(numbers[i]);
      assertEquals(wanted, passed[0], 1e-6, "command " + i);
      assertEquals(-wanted, passed[1], 1e-6, "command " + i);
      assertEquals(10 * wanted, passed[3], 1e-5, "command " + i);
    }
  }

  /** A hand that counts from where it is goes the same way, later. */
  @Test
  void aHandGoesTheSameWayLater() {
    CommandFilter filter = filter("delay=delay_seconds:0.2,on:x+y", Optional.of("hand"));
    double[] ways = {0.1, 0.2, -0.3, 0.4, 0, 0, 0};
    double[] wanted = {0, 0, 0.1, 0.3, 0, 0.4, 0.4};
    for (int i = 0; i < ways.length; i++) {
      double[] passed = apply(filter, physics.mocapPos().get(0, 0) + ways[i], 0, 7, 1);
      assertEquals(wanted[i], passed[0], 1e-9, "command " + i);
      assertEquals(7, passed[2], "not delayed");
      physics.mocapPos().set(0, 0, passed[0]);
    }
  }

  @Test
  void smallWaysAreIgnored() {
    CommandFilter filter = filter("dead-band=half_width:0.1", Optional.empty());
    double[] sent = {1, 1.05, 1.3, 1.25, 1.0};
    double[] wanted = {1, 1, 1.2, 1.2, 1.1};
    for (int i = 0; i < sent.length; i++) {
      double[] passed = apply(filter, sent[i], 0, 0, 0.01);
      assertEquals(wanted[i], passed[0], 1e-12, "command " + i);
      assertEquals(0.01, passed[3], "an effort");
    }
  }

  @Test
  void gainIsOfTheWay() {
    CommandFilter free = filter("gain=gain:0.5", Optional.empty());
    assertEquals(2, apply(free, 2, 0, 0, 0)[0]);
    assertEquals(2.5, apply(free, 3, 0, 0, 0)[0]);
    CommandFilter hand = filter("gain=gain:0.5", Optional.of("hand"));
    physics.mocapPos().set(0, 0, 1);
    assertEquals(1.05, apply(hand, 1.1, 0, 0, 4)[0], 1e-12, "from where the hand is");
  }

  @ParameterizedTest
  @CsvSource({"delay=delay_seconds:0.15", "dead-band=half_width:0.1", "gain=gain:0.7"})
  void savedInTheMiddleItGoesOn(String words) {
    CommandFilter filter = filter(words, Optional.empty());
    apply(filter, 1, 2, 3, 4);
    apply(filter, 2, 3, 5, 6);
    StateWriter saved = new StateWriter();
    filter.save(saved);
    CommandFilter other = filter(words, Optional.empty());
    other.load(new StateReader(saved.toBytes()));
    double[] command = {4, 4, 4, 4};
    other.apply(command, physics);
    assertEquals(apply(filter, 4, 4, 4, 4)[0], command[0]);
    filter.start(new SeedStreams(2));
    assertEquals(9, apply(filter, 9, 9, 9, 9)[0], "an episode does not depend on the one before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay                          | '' is no parameter of delay",
        "delay=0.1                      | write delay_seconds:NUMBER",
        "delay=delay_seconds:-1         | expected 0 to 10",
        "delay=delay_seconds:NaN        | expected 0 to 10",
        "delay=delay_seconds:x          | 'x' is not a number",
        "delay=on:x                     | has no delay_seconds",
        "gain=gain:1,gain:2             | each once",
        "dead-band=half_width:1,on:lift | no component 'lift'; it has x, y, z, grip"
      })
  void whatCannotBeIsRefused(String words, String message) {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> factory(words).newFilter(command(Optional.empty()), model))
            .getMessage();
    assertTrue(said.contains(message), said);
  }

  @Test
  void identitiesNameKindValueAndComponents() {
    assertEquals("delay(delay_seconds=0.1)@default", factory("delay=delay_seconds:0.1").identity());
    assertEquals("gain(gain=0.9)@x+z", factory("gain=on:x+z,gain:0.90").identity());
  }
}
