package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.physics.ModelField;

/**
 * What every factor must keep: seeds, severities, records, snapshots, and steps without garbage.
 */
class EveryFactorTest {

  /** An example of every kind that there is, those of other packages included. */
  static List<String> all() {
    return FactorKinds.load().all().stream().map(Episodes::example).toList();
  }

  @Test
  void kindsOfOtherPackagesAreAmongThem() {
    List<String> names = FactorKinds.load().all().stream().map(FactorKind::name).toList();
    assertTrue(names.containsAll(List.of("color", "distractors", "upper_case", "painted_size")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void examplesApply(String factor) {
    try (Episodes episodes = Episodes.ofFactor(factor)) {
      PresetRandomization randomization = Episodes.preset(factor).training();
      assertEquals(Map.of(), episodes.reasonsInapplicable(randomization));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sameSeedSameEpisode(String factor) {
    try (Episodes one = Episodes.ofFactor(factor);
        Episodes other = Episodes.ofFactor(factor)) {
      byte[] expected = one.transcript(11);
      other.transcript(12);
      assertArrayEquals(expected, other.transcript(11));
      assertEquals(
          one.environment().record().modelEdits(), other.environment().record().modelEdits());
      assertEquals(one.drawn(), other.drawn());
      assertEquals(one.environment().instruction(), other.environment().instruction());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void severityZeroIsTheTaskItself(String factor) {
    try (Episodes calm =
            Episodes.ofExample(factor, Episodes.preset(factor).perturbation(Preset.ALL, 0));
        Episodes plain = Episodes.ofExample(factor, EnvironmentOptions.defaults())) {
      assertArrayEquals(plain.transcript(4), calm.transcript(4));
      assertEquals(
          plain.environment().record().modelEdits(), calm.environment().record().modelEdits());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRecordRebuildsTheEpisode(String factor) {
    Preset preset = Episodes.preset(factor);
    try (Episodes original = Episodes.ofExample(factor, preset.training())) {
      byte[] expected = original.transcript(21);
      var record = original.environment().record();
      try (Episodes rebuilt =
          Episodes.ofExample(factor, preset.training().replaying(record.drawn()))) {
        assertArrayEquals(expected, rebuilt.transcript(21));
        assertEquals(record.modelEdits(), rebuilt.environment().record().modelEdits());
        assertEquals(record.drawn(), rebuilt.environment().record().drawn());
        assertEquals(record.instruction(), rebuilt.environment().instruction());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSnapshotGoesOnElsewhere(String factor) {
    try (Episodes original = Episodes.ofFactor(factor);
        Episodes other = Episodes.ofFactor(factor)) {
      original.reset(31);
      for (int i = 0; i < 5; i++) {
        original.step(0.3, -0.1);
      }
      Snapshot snapshot = original.environment().snapshot();
      byte[] expected = original.transcript();
      other.reset(32);
      other.environment().restore(snapshot, other.storage(), 0);
      assertArrayEquals(expected, other.transcript());
      assertEquals(
          original.environment().record().modelEdits(), other.environment().record().modelEdits());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "factor: mass, target: object, scale: [0.5, 2]",
        "factor: size, target: object, scale: [0.5, 2]",
        "factor: gravity, scale: [0.5, 2]"
      })
  void severityIsMonotone(String factor) {
    double before = 0;
    for (int severity = 1; severity <= 5; severity++) {
      try (Episodes episodes =
          Episodes.of(Episodes.preset(factor).perturbation(Preset.ALL, severity))) {
        double deviation = 0;
        for (int seed = 0; seed < 30; seed++) {
          deviation += Math.abs(episodes.reset(seed).drawn("scale") - 1);
        }
        assertTrue(deviation > before, "severity " + severity);
        before = deviation;
      }
    }
  }

  @Test
  void appearanceLeavesTheStateAlone() {
    String looks =
        """
        preset: looks
        about: everything that images show
        factors:
          object: {factor: color, target: object}
          table: {factor: texture, target: table, images: patterns}
          wall: {factor: texture, target: wall, images: wall}
          light: {factor: light, color: [0, 1], tilt: 0.5}
          camera: {factor: camera, position: 0.1}
          words: {factor: paraphrase}
          pixels: {factor: image_corruption, kinds: [fog]}
        """;
    Preset preset = Presets.parse("looks", looks);
    assertTrue(
        preset.training().affectedModalities().stream()
            .allMatch(AffectedModality::leavesStatesUnchanged));
    try (Episodes changed = Episodes.of(preset.training());
        Episodes plain = Episodes.plain()) {
      byte[] expected = plain.transcript(8);
      assertArrayEquals(expected, changed.transcript(8));
      changed.reset(8);
      changed.physics();
      assertArrayEquals(expected, changed.transcript(), "also for those who look");
      assertEquals(0, changed.environment().copyModelEdits().size());
      assertTrue(changed.environment().record().modelEdits().size() > 10);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void stepsAllocateNothing(String factor) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withHorizon(100_000)
            .withRandomization(Episodes.preset(factor).training());
    try (Episodes episodes = Episodes.ofExample(factor, options)) {
      episodes.reset(1);
      long bytes = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
        bytes = allocatedBytes(episodes);
      }
      assertEquals(0, bytes, "bytes allocated in 100 steps");
    }
  }

  private static long allocatedBytes(Episodes episodes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      episodes.environment().step(episodes.storage(), 0);
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    // Asking allocates too, the same each time.
    long asking = threads.getCurrentThreadAllocatedBytes() - after;
    return after - before - asking;
  }

  @Test
  void derivedConstantsOfSeveralFactorsAreThoseOfAllTogether() {
    String both =
        """
        preset: both
        about: two factors of one body
        factors:
          mass: {factor: mass, target: robot, scale: [2, 2]}
          armature: {factor: armature, target: robot, scale: [3, 3]}
        """;
    String swapped =
        """
        preset: both
        about: the same in another order
        factors:
          armature: {factor: armature, target: robot, scale: [3, 3]}
          mass: {factor: mass, target: robot, scale: [2, 2]}
        """;
    try (Episodes one = Episodes.of(Presets.parse("one", both).training());
        Episodes other = Episodes.of(Presets.parse("other", swapped).training())) {
      one.reset(1);
      other.reset(1);
      for (int dof = 0; dof < 2; dof++) {
        double weight = one.value(ModelField.DOF_INVWEIGHT0, dof);
        assertEquals(weight, other.value(ModelField.DOF_INVWEIGHT0, dof));
        assertTrue(weight < one.scene().get(ModelField.DOF_INVWEIGHT0, dof));
      }
    }
  }
}
