package org.workcell.formats.libero;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.evaluation.DemonstrationSplit;
import org.workcell.sim.files.BadInputException;

/** Where demonstrations are looked for, and what their starts are called. */
class DemonstrationStartsTest {

  @TempDir Path folder;

  /** What a user may call the folder of LIBERO's assets. */
  @ParameterizedTest
  @CsvSource({"LIBERO", "LIBERO/libero", "LIBERO/libero/libero", "LIBERO/libero/libero/assets"})
  void demonstrationsLieWhereUpstreamPutsThem(String assets) throws IOException {
    Path datasets = Files.createDirectories(folder.resolve("LIBERO/libero/datasets"));
    Path given = Files.createDirectories(folder.resolve(assets));
    assertEquals(datasets, DemonstrationStarts.besideAssets(List.of(folder, given)));
  }

  @Test
  void wherePlacesAreEmptyTheyAreNamed() {
    BadInputException none =
        assertThrows(
            BadInputException.class, () -> DemonstrationStarts.besideAssets(List.of(folder)));
    assertTrue(none.getMessage().contains("libero/datasets'"), none.getMessage());
    assertTrue(none.getMessage().contains("--demonstrations"), none.getMessage());
  }

  @Test
  void startsMayBeCountedFromAnyDemonstration() {
    DemonstrationSplit split =
        new DemonstrationSplit(
            "here", Map.of("suite/task", List.of(new double[] {0}, new double[] {1})));
    assertEquals(1, split.from(3).contexts().get("suite/task").get(0)[0]);
    assertEquals(0, split.from(-4).contexts().get("suite/task").get(0)[0]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new DemonstrationSplit("here", Map.of("suite/task", List.of())));
  }
}
