package org.workcell.sim.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class IoReasonTest {

  private static String of(Executable work) {
    return IoReason.of(assertThrows(IOException.class, work));
  }

  @Test
  void namesWhatIsWrongWithFiles(@TempDir Path folder) throws IOException {
    Path absent = folder.resolve("absent");
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("there is no " + absent, of(() -> Files.readAllBytes(absent)));
    assertEquals("there is no " + absent, of(() -> Files.createFile(absent.resolve("file"))));
    assertEquals(file + " exists and is no folder", of(() -> Files.createDirectories(file)));
    assertEquals(
        file.resolve("a") + ": Not a directory", of(() -> Files.readAllBytes(file.resolve("a"))));
    assertEquals("Is a directory", of(() -> Files.readAllBytes(folder)));
    assertEquals(folder + " is not empty", of(() -> Files.delete(folder)));
  }

  @Test
  void namesOtherReasonsInWords() {
    assertEquals("no permission for a", IoReason.of(new AccessDeniedException("a")));
    assertEquals(
        "no permission for a",
        IoReason.of(new UncheckedIOException(new AccessDeniedException("a"))));
    assertEquals("it ends too early", IoReason.of(new EOFException()));
    assertEquals("it is not text in UTF-8", IoReason.of(new MalformedInputException(1)));
    assertEquals("java.lang.IllegalStateException: b", IoReason.of(new IllegalStateException("b")));
  }
}
