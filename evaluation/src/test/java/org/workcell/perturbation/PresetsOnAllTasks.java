package org.workcell.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.SampleTasks;

/**
 * What every shipped preset must do on every registered task. Two classes take half of the tasks
 * each, because classes of tests run side by side.
 */
abstract class PresetsOnAllTasks {

  private static final int[] ONLY = {0};
  private static final int STEPS = 5;
  static final long SEED = 3;

  /** Nine of colosseum-style, five of plus-style, two of pro-style and lamp-96. */
  private static final int APPEARANCE_CONDITIONS = 17;

  /** Factors that may have nothing to act on, depending on what a scene holds. */
  private static final List<String> OPTIONAL_PARTS =
      List.of("receiver", "object", "objects", "placement");

  /**
   * A preset.
   *
   * @param single the same with each factor as an axis of its own, and watched
   * @param training makes the scene of both
   */
  private record Shipped(Preset preset, Preset single, PresetRandomization training) {

    static Shipped of(String name) {
      Preset preset = Presets.load(name);
      String single =
          preset
                  .text()
                  .replaceAll("axis: \\w+, ", "")
                  .replaceAll("each_alone: .*", "")
                  .replaceAll("factor: (\\w+)", "factor: watched, kind: $1")
              + "\neach_alone: true\n";
      return new Shipped(preset, Presets.parse(name, single), preset.training());
    }
  }

  private static final List<Shipped> SHIPPED = Presets.names().stream().map(Shipped::of).toList();

  /** Those of this class. */
  abstract List<TaskDefinition> tasks();

  /** Every second of the sample tasks, from the first or the second on. */
  static List<TaskDefinition> half(int first) {
    List<TaskDefinition> all = SampleTasks.all();
    return IntStream.range(0, all.size()).filter(i -> i % 2 == first).mapToObj(all::get).toList();
  }

  /** Each task by itself, because its scenes take longer to compile than all of this to run. */
  @TestFactory
  Stream<DynamicNode> everyTask() {
    Stream<DynamicNode> tasks =
        tasks().stream()
            .map(
                task -> {
                  EnvironmentFactory factory = new EnvironmentFactory();
                  return DynamicContainer.dynamicContainer(
                      task.id(),
                      Stream.of(
                          DynamicTest.dynamicTest(
                              "presets apply",
                              () -> SHIPPED.forEach(each -> applies(factory, task, each))),
                          DynamicTest.dynamicTest(
                              "factors act or say why not", () -> factorsAct(factory, task)),
                          DynamicTest.dynamicTest(
                              "an expert that reads states does not notice appearance",
                              () -> expertIsUnaffected(factory, task)),
                          DynamicTest.dynamicTest("scenes close", factory::close)));
                });
    return Stream.concat(
        tasks,
        Stream.of(
            DynamicTest.dynamicTest(
                "every hook was called", PresetsOnAllTasks::everyHookWasCalled)));
  }

  private static void everyHookWasCalled() {
    TaskDefinition task = TaskRegistry.load().task("metaworld/push-v3").orElseThrow();
    SHIPPED.forEach(each -> each.single.training().additions(task, AssetPack.builtin()));
    assertEquals(Map.of(), WatchedKind.neverCalled());
  }

  private static void applies(EnvironmentFactory factory, TaskDefinition task, Shipped shipped) {
    PresetRandomization all = shipped.training;
    EnvironmentOptions options = EnvironmentOptions.defaults().withRandomization(all);
    SimulatedEnvironment one = factory.newEnvironment(task, options);
    byte[] expected = episode(one, SEED);
    EpisodeRecord record = one.record();
    assertNoFixedPartIsMissing(
        task,
        all.applicability(task, one.spec().task(), one.physics().scene()).reasonsInapplicable());
    assertFalse(record.drawn().isEmpty());
    assertFalse(record.modelEdits().isEmpty());

    Environment again = factory.newEnvironment(task, options);
    episode(again, SEED + 1);
    assertArrayEquals(expected, episode(again, SEED), "history does not matter");
    EnvironmentOptions replay = options.withRandomization(all.replaying(record.drawn()));
    Environment rebuilt = factory.newEnvironment(task, replay);
    assertArrayEquals(expected, episode(rebuilt, SEED), "rebuilt from its record");
    assertEquals(record.modelEdits(), rebuilt.record().modelEdits());
  }

  private static void factorsAct(EnvironmentFactory factory, TaskDefinition task) {
    FactorChecks checks = new FactorChecks(task, factory);
    SHIPPED.forEach(each -> checks.check(each.single, each.training));
    checks.requireNoFaults();
  }

  private static void expertIsUnaffected(EnvironmentFactory factory, TaskDefinition task) {
    assumeTrue(task.expert(TaskOptions.defaults(task)).isPresent(), "the task has no expert");
    Environment plain = factory.newEnvironment(task, EnvironmentOptions.defaults());
    byte[] expected = episode(plain, SEED);
    int conditions = 0;
    for (Shipped shipped : SHIPPED) {
      for (String condition : shipped.preset.conditions()) {
        PresetRandomization looks = shipped.preset.perturbation(condition, 5);
        if (looks.affectedModalities().stream().allMatch(AffectedModality::leavesStatesUnchanged)) {
          SharedScene inScene = new SharedScene(shipped.training, looks);
          try (Environment changed =
              factory.newEnvironment(
                  task, EnvironmentOptions.defaults().withRandomization(inScene))) {
            assertArrayEquals(expected, episode(changed, SEED), looks.identity());
          }
          conditions++;
        }
      }
    }
    assertEquals(APPEARANCE_CONDITIONS, conditions);
  }

  /** Tasks on the floor say themselves that there is no table. */
  private static void assertNoFixedPartIsMissing(TaskDefinition task, Map<String, String> reasons) {
    boolean hasTable = !task.roles().table().pattern().equals("(?!)");
    reasons.forEach(
        (factor, reason) ->
            assertTrue(
                OPTIONAL_PARTS.stream()
                        .anyMatch(part -> factor.contains(part) || reason.contains(part))
                    || reason.contains("no table") && !hasTable,
                factor + ": " + reason));
  }

  static byte[] episode(TaskDefinition task, EnvironmentOptions options) {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      return episode(factory.newEnvironment(task, options), SEED);
    }
  }

  /** All observations and rewards of the expert's first steps, or of zero actions without one. */
  static byte[] episode(Environment environment, long seed) {
    TaskDefinition task = TaskRegistry.load().task(environment.spec().id()).orElseThrow();
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(seed), storage, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    append(storage, bytes);
    int size = environment.spec().task().action().size();
    try (ExpertPolicy policy =
        task.expert(TaskOptions.defaults(task))
            .map(expert -> new ExpertPolicy(expert, size))
            .orElse(null)) {
      if (policy != null) {
        policy.start(0, Episode.seed(seed));
      }
      for (int i = 0; i < STEPS && !environment.needsReset(); i++) {
        if (policy != null) {
          policy.act(storage, ONLY, storage.action());
        }
        environment.step(storage, 0);
        append(storage, bytes);
      }
    }
    return bytes.toByteArray();
  }

  private static void append(BatchStorage storage, ByteArrayOutputStream bytes) {
    for (int block = 0; block < storage.observationCount(); block++) {
      byte[] row = new byte[storage.observation(block).rowBytes()];
      storage.observation(block).getRowBytes(0, row);
      bytes.writeBytes(row);
    }
    bytes.writeBytes(Double.toHexString(storage.reward().get(0, 0)).getBytes());
  }
}
