package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.elsewhere.PaintedSizeKind;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.TaskSpec;

/** Hooks are called, changes are declared, and other packages can add kinds. */
class FactorHooksTest {

  private static final String CAPITALS = "factor: upper_case";
  private static final String PAINTED = "factor: painted_size, target: object, scale: [0.5, 1.5]";

  /** Draws and changes something in every hook. */
  private record Everything(Set<AffectedModality> affects) implements Factor {

    @Override
    public ImageFilter imageFilter(Sampler sampler) {
      return new ImageCorruptionOf(sampler.fullRange("fog", new Range(0, 1)), sampler.seed("x"));
    }

    @Override
    public void beforeTask(EpisodeStart episode, Sampler sampler) {
      episode.stretch(sampler.fullRange("stretch", new Range(0, 1)));
    }

    @Override
    public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
      episode.editRow(ModelField.GRAVITY, 0, 0, 0, -sampler.fullRange("gravity", new Range(5, 15)));
      return false;
    }

    @Override
    public Optional<TunableCommandFilter> commandFilter(String name, CommandSpec command) {
      return new ActionNoiseFactor(1, 1, 1).commandFilter(name, command);
    }

    @Override
    public Optional<TunableObservationFilter> observationFilter(String name, TaskSpec spec) {
      return new ObservationDelayFactor(2).observationFilter(name, spec);
    }

    @Override
    public String instruction(String original, Sampler sampler) {
      return original + " " + sampler.fullRange("words", new Range(0, 1));
    }

    @Override
    public void appearance(ModelEdits target, TaskTargets targets, Sampler sampler) {
      target.set(ModelField.GEOM_RGBA, 0, (float) sampler.fullRange("red", new Range(0, 1)));
      target.set(ModelField.GEOM_RGBA, 1, (float) sampler.fullRange("fog", new Range(0, 1)));
    }
  }

  private record ImageCorruptionOf(double density, long seed) implements ImageFilter {
    @Override
    public void apply(org.workcell.sim.image.ImageFrame frame) {
      ImageEffects.fog(frame, density, frame.stream(seed));
    }
  }

  private static Preset preset(Factor factor) {
    return new Preset("test", "", "", "", "0", false, Map.of("it", new Preset.Part("it", factor)));
  }

  private static Preset everything() {
    return preset(new Everything(EnumSet.allOf(AffectedModality.class)));
  }

  @Test
  void aFactorMayChangeEverythingAtOnce() {
    try (Episodes episodes = Episodes.of(everything().training());
        Episodes plain = Episodes.plain()) {
      episodes.reset(3);
      EpisodeRecord record = episodes.environment().record();
      Map<String, Double> drawn = episodes.drawn();
      assertEquals(
          Set.of(
              "it/fog", "it/stretch", "it/gravity", "it/size", "it/periods", "it/words", "it/red"),
          drawn.keySet());
      assertTrue(record.instruction().endsWith(" " + drawn.get("it/words")), record.instruction());
      assertEquals(-drawn.get("it/gravity"), episodes.value(ModelField.GRAVITY, 2));
      assertEquals((float) (double) drawn.get("it/red"), episodes.value(ModelField.GEOM_RGBA, 0));
      assertEquals(
          (float) (double) drawn.get("it/fog"),
          episodes.value(ModelField.GEOM_RGBA, 1),
          "a value of an earlier hook keeps its value");
      drawn.keySet().removeAll(Set.of("it/size", "it/periods"));
      assertEquals(5, drawn.values().stream().distinct().count(), "hooks draw for themselves");
      assertNotEquals(
          java.util.Arrays.hashCode(plain.transcript(3)),
          java.util.Arrays.hashCode(episodes.transcript(3)));
    }
  }

  @Test
  void recordsAndSnapshotsHoldWhatEveryHookDrew() {
    try (Episodes original = Episodes.of(everything().training());
        Episodes restored = Episodes.of(everything().training())) {
      original.reset(5);
      original.step(0.1, 0.2);
      Snapshot unseen = original.environment().snapshot();
      restored.reset(6);
      restored.environment().restore(unseen, restored.storage(), 0);
      assertSameEpisode(original.environment().record(), restored);
      assertEquals(filter(original), filter(restored));
      Snapshot seen = original.environment().snapshot();
      restored.environment().restore(seen, restored.storage(), 0);
      assertSameEpisode(original.environment().record(), restored);
      assertArrayEquals(original.transcript(), restored.transcript());

      byte[] expected = original.transcript(8);
      EpisodeRecord record = original.environment().record();
      try (Episodes rebuilt = Episodes.of(everything().training().replaying(record.drawn()))) {
        assertArrayEquals(expected, rebuilt.transcript(8));
        assertSameEpisode(record, rebuilt);
      }
    }
  }

  private static void assertSameEpisode(EpisodeRecord expected, Episodes episodes) {
    EpisodeRecord record = episodes.environment().record();
    assertEquals(expected.modelEdits(), record.modelEdits());
    assertEquals(expected.drawn(), record.drawn());
    assertEquals(expected.instruction(), record.instruction());
  }

  private static ImageFilter filter(Episodes episodes) {
    ViewState view = new ViewState();
    episodes.environment().captureView(view);
    return view.filter();
  }

  @ParameterizedTest
  @EnumSource(AffectedModality.class)
  void aChangeThatIsNotDeclaredIsRefused(AffectedModality hidden) {
    Set<AffectedModality> declared = EnumSet.complementOf(EnumSet.of(hidden));
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (Episodes episodes = Episodes.of(preset(new Everything(declared)).training())) {
                episodes.reset(1);
              }
            });
    assertTrue(error.getMessage().contains("'it'"), error.getMessage());
    assertTrue(error.getMessage().contains("add " + hidden), error.getMessage());
  }

  /** What a factor that declares words alone may try with the start of an episode. */
  private record Meddler(Consumer<EpisodeStart> change, Set<AffectedModality> affects)
      implements Factor {
    @Override
    public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
      change.accept(episode);
      return false;
    }
  }

  @Test
  void positionsWordsAndLooksCannotBeChangedInPassing() {
    List<Consumer<EpisodeStart>> changes =
        List.of(
            episode -> episode.physics().qpos().set(0, 0.1),
            episode -> episode.editRow(ModelField.BODY_MASS, 1, 2),
            episode -> episode.stretch(1));
    for (Consumer<EpisodeStart> change : changes) {
      try (Episodes episodes =
          Episodes.of(
              preset(new Meddler(change, Set.of(AffectedModality.INSTRUCTION))).training())) {
        IllegalStateException error =
            assertThrows(IllegalStateException.class, () -> episodes.reset(1));
        assertTrue(error.getMessage().contains("add STATE"), error.getMessage());
      }
    }
    try (Episodes episodes =
        Episodes.of(
            preset(
                    new Meddler(
                        episode -> episode.useInstruction("hello"), Set.of(AffectedModality.STATE)))
                .training())) {
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> episodes.reset(1));
      assertTrue(error.getMessage().contains("add INSTRUCTION"), error.getMessage());
    }
    try (Episodes episodes =
        Episodes.of(
            preset(new Meddler(episode -> {}, Set.of(AffectedModality.STATE))).training())) {
      episodes.reset(1);
    }
  }

  @Test
  void looksAreCheckedWhenSomebodyLooks() {
    Factor hidden =
        new Factor() {
          @Override
          public Set<AffectedModality> affects() {
            return Set.of(AffectedModality.STATE);
          }

          @Override
          public void appearance(ModelEdits target, TaskTargets targets, Sampler sampler) {
            target.set(ModelField.GEOM_RGBA, 0, 0.5);
          }
        };
    try (Episodes episodes = Episodes.of(preset(hidden).training())) {
      episodes.reset(1);
      IllegalStateException error =
          assertThrows(IllegalStateException.class, () -> episodes.environment().record());
      assertTrue(error.getMessage().contains("add IMAGES"), error.getMessage());
    }
  }

  @Test
  void capitalsFromAnotherPackageAreSpokenReportedRecordedAndReplayed() {
    PresetRandomization capitals = Episodes.preset(CAPITALS).training();
    assertEquals(Set.of(AffectedModality.INSTRUCTION), capitals.affectedModalities());
    assertEquals(Map.of("it", Set.of(AffectedModality.INSTRUCTION)), capitals.affects());
    try (Episodes episodes = Episodes.of(capitals);
        Episodes plain = Episodes.plain()) {
      assertArrayEquals(plain.transcript(1), episodes.transcript(1));
      EpisodeRecord record = episodes.environment().record();
      assertEquals("PUSH THE BLOCK TO THE GOAL", record.instruction());
      assertEquals(List.of(new EpisodeRecord.Drawn("it/changed", 1)), record.drawn());
      List<EpisodeRecord.Drawn> other = List.of(new EpisodeRecord.Drawn("it/changed", 0));
      try (Episodes replay = Episodes.of(capitals.replaying(other))) {
        assertEquals("push the block to the goal", replay.reset(1).environment().instruction());
      }
    }
  }

  /** As a task does that chooses its words, for example those of a variation. */
  @Test
  void theWordsOfTheEpisodeAreWhatIsChanged() {
    Factor chooser =
        new Meddler(
            episode -> episode.useInstruction("lift it"),
            Set.of(AffectedModality.STATE, AffectedModality.INSTRUCTION));
    Factor capitals = Episodes.preset(CAPITALS).factorsOf(Preset.ALL).get("it");
    Map<String, Preset.Part> parts = new LinkedHashMap<>();
    parts.put("chooser", new Preset.Part("chooser", chooser));
    parts.put("capitals", new Preset.Part("capitals", capitals));
    Preset both = new Preset("both", "", "", "", "0", false, parts);
    try (Episodes episodes = Episodes.of(both.training());
        Episodes other = Episodes.of(both.training())) {
      assertEquals("push the block to the goal", episodes.environment().instruction());
      assertEquals("LIFT IT", episodes.reset(1).environment().instruction());
      Snapshot snapshot = episodes.environment().snapshot();
      other.environment().restore(snapshot, other.storage(), 0);
      assertEquals("LIFT IT", other.environment().instruction());
    }
  }

  @Test
  void sizeAndColourOfAnotherPackageChangeTogether() {
    PresetRandomization painted = Episodes.preset(PAINTED).training();
    assertEquals(
        Set.of(AffectedModality.STATE, AffectedModality.IMAGES), painted.affectedModalities());
    try (Episodes episodes = Episodes.of(painted)) {
      byte[] expected = episodes.transcript(2);
      EpisodeRecord record = episodes.environment().record();
      double scale = episodes.drawn("scale");
      int cube = episodes.scene().geom("cube");
      assertEquals(
          scale * episodes.scene().get(ModelField.GEOM_SIZE, 3 * cube),
          episodes.value(ModelField.GEOM_SIZE, 3 * cube));
      assertEquals((float) (scale - 0.5), episodes.value(ModelField.GEOM_RGBA, 4 * cube));
      assertTrue(episodes.scene().has(ObjectKind.BODY, PaintedSizeKind.MARK));
      ModelEdits physics = episodes.environment().copyModelEdits();
      assertTrue(physics.size() > 0 && physics.size() < record.modelEdits().size());
      try (Episodes replay = Episodes.of(painted.replaying(record.drawn()))) {
        assertArrayEquals(expected, replay.transcript(2));
        assertSameEpisode(record, replay);
      }
    }
  }

  /** A kind in name only. */
  private record Named(String name, Set<AffectedModality> affects) implements FactorKind {

    @Override
    public String example() {
      return "";
    }

    @Override
    public Factor read(Fields fields) {
      return new Everything(affects);
    }
  }

  @Test
  void kindsThatCannotBeToldApartAreRefused() {
    Set<AffectedModality> words = Set.of(AffectedModality.INSTRUCTION);
    List<FactorKind> kinds = new java.util.ArrayList<>(BuiltinKinds.all());
    kinds.add(new Named("camera", words));
    String clash =
        assertThrows(IllegalArgumentException.class, () -> new FactorKinds(kinds)).getMessage();
    assertTrue(clash.contains("'camera' is registered twice"), clash);
    assertTrue(clash.contains(Named.class.getName()), clash);
    List<FactorKind> misnamed = List.of(new Named("Up Side", words));
    String name =
        assertThrows(IllegalArgumentException.class, () -> new FactorKinds(misnamed)).getMessage();
    assertTrue(name.contains("'Up Side'"), name);
    FactorKinds idle = new FactorKinds(List.of(new Named("idle", Set.of())));
    Fields fields = Fields.ofYaml("here", "factor: idle");
    String nothing =
        assertThrows(IllegalArgumentException.class, () -> idle.read(fields)).getMessage();
    assertTrue(nothing.contains("here: factor 'idle' declares nothing"), nothing);
  }

  @Test
  void additionsThatWouldBeTakenForTheTasksObjectsAreRefused() {
    SceneVariant variant = new SceneVariant(SceneRoles.builder().build(), 1, () -> null);
    String unmarked =
        assertThrows(
                IllegalArgumentException.class,
                () -> variant.addMjcf("a", "", "<body name=\"ball\"/>", Map.of()))
            .getMessage();
    assertTrue(unmarked.contains("must start with 'workcell_'"), unmarked);
    variant.addMjcf("a", "", "<body name=\"workcell_ball\"/>", Map.of("/f", new byte[] {1}));
    variant.addMjcf("a", "", "<body name=\"workcell_ball\"/>", Map.of("/f", new byte[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            variant.addMjcf(
                "a", "", "<body name=\"workcell_ball\"/>", Map.of("/f", new byte[] {2})));
  }
}
