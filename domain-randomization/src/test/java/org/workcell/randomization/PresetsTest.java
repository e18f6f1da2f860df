package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.image.TextureImage;

class PresetsTest {

  /** Of the preset when it was called {@code colosseum}. */
  private static final String OLD_DIGEST = "e3b99849d6b1ba40";

  @TempDir Path folder;

  @Test
  void everyShippedPresetIsSound() {
    for (String name : Presets.names()) {
      Preset preset = Presets.load(name);
      assertEquals(name, preset.name());
      assertTrue(preset.conditions().contains(Preset.ALL));
    }
    assertEquals(14, Presets.load("colosseum-style").factors().size());
    assertEquals(14 + 1, Presets.load("colosseum-style").conditions().size());
    assertEquals(7 + 1, Presets.load("plus-style").conditions().size());
    assertEquals(List.of(Preset.ALL), Presets.load("lamp-96").conditions());
  }

  @Test
  void lampHasNinetySixRooms() {
    int rooms = 1;
    for (ImagePool.Builtin pool :
        List.of(ImagePool.Builtin.FLOOR, ImagePool.Builtin.TABLE, ImagePool.Builtin.WALL)) {
      List<byte[]> images = ProceduralTextures.of(pool);
      long different = images.stream().map(java.util.Arrays::hashCode).distinct().count();
      assertEquals(images.size(), different);
      rooms *= images.size();
    }
    assertEquals(96, rooms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{factor: colour, target: object}                       | there is no factor 'colour'",
        "{target: object}                                       | has no 'factor'",
        "{factor: color, target: obj}                           | must be one of [object, receiver",
        "{factor: color, target: object, low: [2, 0, 0]}        | colours of 0 to 1",
        "{factor: color, target: object, low: [0, 0]}           | a list of 3 numbers",
        "{factor: mass, target: object}                         | has no 'scale'",
        "{factor: mass, target: object, scale: [2, 1]}          | low <= high",
        "{factor: mass, target: object, scale: [0, 1]}          | between 0.01 and 100",
        "{factor: mass, target: object, scale: [.nan, 1]}       | a finite number",
        "{factor: mass, target: object, scale: big}             | a list of 2 numbers",
        "{factor: mass, target: object, scale: [1, 1], size: 2} | unknown names [size]",
        "{factor: size, scale: [0, 1]}                          | between 0.1 and 10",
        "{factor: size, scale: [1, 100000]}                     | between 0.1 and 10",
        "{factor: distractors, most: 0}                         | must be 1",
        "{factor: distractors, most: 100000}                    | must be 1",
        "{factor: distractors, most: 1.5}                       | a whole number",
        "{factor: distractors, folder: /no/such}                | is not a folder",
        "{factor: distractors, folder: 3}                       | must be a text",
        "{factor: texture, target: table}                       | give either 'images'",
        "{factor: texture, target: table, folder: /no/such}     | is not a folder",
        "{factor: image_corruption, kinds: [snow]}              | must be one of [motion_blur",
        "{factor: image_corruption, kinds: []}                  | a list of names",
        "{factor: image_corruption, kinds: [fog], severity: 11} | must be 1.0 to 10.0",
        "[1, 2]                                                 | must be a mapping"
      })
  void badFactorsAreExplained(String factor, String expected) {
    String text = "preset: mine\nabout: nothing\nfactors:\n  it: " + factor + "\n";
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Presets.parse("mine", text));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    assertTrue(error.getMessage().contains("mine"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing                                        | must be a mapping",
        "'preset: a'                                    | has no 'factors'",
        "'{preset: a, about: b, factors: {}}'           | has no factor",
        "'{preset: A b, about: b, factors: {}}'         | small letters",
        "'{preset: a, preset: b}'                       | is not YAML",
        "'{preset: a, about: b, each: 1, factors: {x: {factor: paraphrase}}}' | unknown names"
            + " [each]",
        "'{preset: a, about: b, factors: {all: {factor: paraphrase}}}'        | neither 'all'"
      })
  void badFilesAreExplained(String text, String expected) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Presets.parse("mine", text));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  @Test
  void nobodyHasToSayWhatAPresetIsAbout() {
    String text = "{preset: a, factors: {x: {factor: paraphrase}}}";
    assertEquals("", Presets.parse("mine", text).about());
    assertEquals("b", Presets.parse("mine", text.replace("a,", "a, about: b,")).about());
  }

  @Test
  void missingPresetsAreExplained() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> Presets.load("colloseum"));
    assertTrue(unknown.getMessage().contains("lamp-96"), unknown.getMessage());
    IllegalArgumentException missing =
        assertThrows(IllegalArgumentException.class, () -> Presets.load("no/such.yaml"));
    assertTrue(missing.getMessage().contains("cannot be read"), missing.getMessage());
    Preset preset = Presets.load("colosseum-style");
    assertThrows(IllegalArgumentException.class, () -> preset.perturbation("gravity", 3));
    assertThrows(IllegalArgumentException.class, () -> preset.perturbation(Preset.ALL, 6));
  }

  @ParameterizedTest
  @CsvSource({"colosseum, colosseum-style, the Colosseum", "libero-plus, plus-style, LIBERO-plus"})
  void oldNamesAreAnsweredWithTheNewOnes(String old, String name, String benchmark) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Presets.load(old)).getMessage();
    assertTrue(message.startsWith("'%s' is now called '%s': ".formatted(old, name)), message);
    assertTrue(message.contains("style of " + benchmark), message);
    assertTrue(Presets.load(name).styleOf().orElseThrow().contains(benchmark));
    assertTrue(Presets.renamed(name).isEmpty());
  }

  /** What a run folder of the time before holds. */
  @Test
  void textsWithOldNamesKeepTheirIdentity() {
    String today = Presets.load("colosseum-style").text();
    String old =
        today
            .replace("preset: colosseum-style", "preset: colosseum")
            .replaceAll("style_of: .*\n", "");
    assertEquals(
        "colosseum all severity 5 (%s)".formatted(OLD_DIGEST),
        Presets.parse("of the run", old).training().identity());
  }

  @Test
  void aDescriptionMakesTheSameRandomization() {
    for (String name : Presets.names()) {
      Preset preset = Presets.load(name);
      PresetRandomization one = preset.perturbation(preset.conditions().get(0), 3);
      assertEquals("preset", one.description().format());
      PresetRandomization again = new PresetProvider().read(one.description().text());
      assertEquals(one.identity(), again.identity());
      assertEquals(one.description(), again.description());
    }
    for (String wrong : List.of("", "preset: mine", "condition: all\nseverity: 9\n---\n")) {
      assertThrows(IllegalArgumentException.class, () -> new PresetProvider().read(wrong));
    }
  }

  @Test
  void aFolderOfImagesIsAPool() throws IOException {
    BufferedImage red = new BufferedImage(300, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 300 * 20; i++) {
      red.setRGB(i % 300, i / 300, 0xFF0000);
    }
    ImageIO.write(red, "png", folder.resolve("b.png").toFile());
    ImageIO.write(
        new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("a.PNG").toFile());
    Files.writeString(folder.resolve("notes.txt"), "no image");
    ImagePool pool = ImagePool.folder(folder, TextureImage.Kind.FLAT);
    assertEquals(2, pool.images().size());
    assertEquals(0, pool.images().get(0).rgb().get(0));
    assertEquals((byte) 255, pool.images().get(1).rgb().get(0));
    assertEquals(0, pool.images().get(1).rgb().get(1));
  }

  @Test
  void foldersThatCannotBeUsedAreExplained() throws IOException {
    assertTrue(folderError().contains("holds 0 PNG or JPEG images"), folderError());
    Files.writeString(folder.resolve("fake.png"), "not an image");
    assertTrue(folderError().contains("is not a PNG or JPEG image"), folderError());
    Files.delete(folder.resolve("fake.png"));
    ImageIO.write(
        new BufferedImage(10_000, 1, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        folder.resolve("long.png").toFile());
    assertTrue(folderError().contains("10000 x 1 pixels"), folderError());
  }

  private String folderError() {
    return assertThrows(
            IllegalArgumentException.class, () -> ImagePool.folder(folder, TextureImage.Kind.FLAT))
        .getMessage();
  }
}
