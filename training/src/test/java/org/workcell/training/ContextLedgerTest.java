package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextLedgerTest {

  private static final String TASK = "testing/point-mass-v1";
  private static final double[] CONTEXT = {0.25, -1};

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("ledger.tsv");
  }

  @Test
  void outcomesSurvive() {
    try (ContextLedger ledger = ContextLedger.open(file())) {
      ledger.add(TASK, CONTEXT, 1);
      ledger.add(TASK, CONTEXT, 0);
      ledger.add("testing/other-v1", CONTEXT, 0.5);
    }
    try (ContextLedger ledger = ContextLedger.open(file())) {
      assertEquals(List.of(1.0, 0.0), ledger.outcomes(TASK, CONTEXT));
      assertEquals(List.of(), ledger.outcomes(TASK, new double[] {0.25, 1}));
      assertEquals(2, ledger.contexts());
      ledger.add(TASK, CONTEXT, 0);
      assertTrue(ledger.isSettled(TASK, CONTEXT, 2));
      assertFalse(ledger.isSettled(TASK, CONTEXT, 3));
      assertFalse(ledger.isSettled(TASK, CONTEXT, 4), "not that many");
    }
  }

  @Test
  void aLineThatWasCutOffIsDropped() throws IOException {
    try (ContextLedger ledger = ContextLedger.open(file())) {
      ledger.add(TASK, CONTEXT, 1);
    }
    Files.writeString(file(), TASK + "\tabc", StandardOpenOption.APPEND);
    try (ContextLedger ledger = ContextLedger.open(file())) {
      assertEquals(1, ledger.contexts());
      ledger.add(TASK, CONTEXT, 0);
    }
    try (ContextLedger ledger = ContextLedger.open(file())) {
      assertEquals(List.of(1.0, 0.0), ledger.outcomes(TASK, CONTEXT));
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.writeString(file(), "a letter\n");
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ContextLedger.open(file()));
    assertTrue(error.getMessage().contains("line 1"), error.getMessage());
    assertEquals("a letter\n", Files.readString(file()));
    assertThrows(
        UncheckedIOException.class, () -> ContextLedger.open(folder.resolve("no/such/folder")));
  }

  @Test
  void twoWritersAreRefused() {
    try (ContextLedger ledger = ContextLedger.open(file())) {
      assertEquals(0, ledger.contexts());
      assertThrows(IllegalArgumentException.class, () -> ContextLedger.open(file()));
      assertThrows(IllegalArgumentException.class, () -> ledger.add(TASK, CONTEXT, Double.NaN));
      assertThrows(IllegalArgumentException.class, () -> ledger.add("a\tb", CONTEXT, 1));
    }
  }

  @Test
  void keysAreHashesOfLittleEndianDoubles() {
    // printf '\\0\\0\\0\\0\\0\\0\\360?' | sha256sum
    assertEquals(
        "6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712",
        ContextLedger.contextKey(new double[] {1}));
  }
}
