package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EpisodeRecord;

/** When two presets are the same. */
class PresetIdentityTest {

  private static final String PRESET =
      """
      preset: mine
      about: "some things"
      factors:
        tint: {factor: color, target: table, low: [0.25, 0, 0]}
        lamp: {factor: light, intensity: [0.5, 1.5]}
        words: {factor: paraphrase}
        late: {factor: action_timing, delay: 2}
      """;

  @TempDir Path folder;

  private static String identity(String text) {
    return Presets.parse("test", text).training().identity();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        # Comments, blanks, other words about it, and block style.
        preset:   mine

        about: nothing
        factors:
          tint:
            factor: color
            target: table
            low:
              - 0.25
              - 0
              - 0
          lamp: {factor: light, intensity: [0.5, 1.5]}   # no change
          words: {factor: paraphrase}
          late: {factor: action_timing, delay: 2}
        """,
        """
        factors:
          tint: {low: [2.5e-1, 0.0, 0.0], target: table, factor: color}
          lamp: {intensity: [.5, 15.0e-1], factor: light}
          words: {factor: "paraphrase"}
          late: {delay: 2.0, factor: action_timing}
        preset: 'mine'
        """,
        """
        preset: mine
        each_alone: false
        factors:
          tint: {factor: color, target: table, low: [0.25, 0, 0], high: [1, 1, 1], axis: tint}
          lamp: {factor: light, intensity: [0.5, 1.5], tilt: 0, shadow_probability: 0}
          words: {factor: paraphrase, synonyms: true}
          late: {factor: action_timing, delay: 2, repeat: 1}
        """
      })
  void theSameContentIsTheSamePreset(String other) {
    assertEquals(identity(PRESET), identity(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.25, 0, 0 -> 0.26, 0, 0",
        "delay: 2 -> delay: 3",
        "delay: 2 -> repeat: 2",
        "target: table -> target: wall",
        "{factor: paraphrase} -> {factor: paraphrase, synonyms: false}",
        "{factor: paraphrase} -> {factor: paraphrase, axis: language}",
        "{factor: paraphrase} -> {factor: upper_case}",
        "words: -> wording:",
        "preset: mine -> preset: yours",
        "factors: -> each_alone: true\nfactors:",
        "intensity: [0.5, 1.5] -> intensity: [0.5, 1.5], color: [0, 1]"
      })
  void otherContentIsAnotherPreset(String change) {
    String[] sides = change.split(" -> ");
    String changed = PRESET.replace(sides[0], sides[1]);
    assertNotEquals(PRESET, changed);
    assertNotEquals(identity(PRESET), identity(changed));
  }

  @Test
  void theOrderOfFactorsIsContentBecauseTheyActInIt() {
    String one = "{preset: a, factors: {x: {factor: paraphrase}, y: {factor: upper_case}}}";
    String other = "{preset: a, factors: {y: {factor: upper_case}, x: {factor: paraphrase}}}";
    assertNotEquals(identity(one), identity(other));
  }

  @Test
  void conditionAndSeverityBelongToItAndRecordedValuesDoNot() {
    Preset colosseum = Presets.load("colosseum-style");
    PresetRandomization all = colosseum.perturbation(Preset.ALL, 5);
    assertEquals(all.identity(), colosseum.training().identity());
    assertNotEquals(all.identity(), colosseum.perturbation(Preset.ALL, 4).identity());
    assertNotEquals(all.identity(), colosseum.perturbation("light_color", 5).identity());
    List<EpisodeRecord.Drawn> drawn = List.of(new EpisodeRecord.Drawn("light_color/red", 0.1));
    assertEquals(all.identity(), all.replaying(drawn).identity());
    String expected = "colosseum-style all severity 5 \\([0-9a-f]{16}\\)";
    assertEquals("", all.identity().replaceAll(expected, ""));
  }

  @Test
  void ofAFolderTheContentsCountAndNotThePlace() throws IOException {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path other = Files.createDirectories(folder.resolve("other"));
    for (Path each : List.of(one, other)) {
      MeshFiles.writeBox(each.resolve("a.obj"), new double[] {0, 0, 0}, new double[] {1, 1, 1});
    }
    String text = "{preset: a, factors: {x: {factor: distractors, folder: '%s'}}}";
    String before = identity(text.formatted(one));
    assertEquals(before, identity(text.formatted(other)));
    MeshFiles.writeBox(other.resolve("a.obj"), new double[] {0, 0, 0}, new double[] {1, 1, 2});
    assertNotEquals(before, identity(text.formatted(other)));
  }
}
