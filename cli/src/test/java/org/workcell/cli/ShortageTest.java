package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.workcell.sim.engine.EngineException;

class ShortageTest {

  private static String explained(int status, Error error) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertEquals(
        status, Shortage.explain(error, new PrintStream(bytes, true, StandardCharsets.UTF_8)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void assertOneLine(String part, String text) {
    assertTrue(text.startsWith("workcell: ") && text.contains(part), text);
    assertEquals(1, text.lines().count(), text);
  }

  @Test
  void whatIsShortIsSaidInOneLineWithWhatToRaise() {
    assertOneLine("-Xmx", explained(3, new OutOfMemoryError("Java heap space")));
    assertOneLine(
        "ulimit -v", explained(3, new OutOfMemoryError("unable to create native thread: ...")));
    assertOneLine(
        "ulimit -v",
        explained(3, new UnsatisfiedLinkError("x.so: failed to map segment from shared object")));
    IOException files = new IOException("x.jar: Too many open files");
    assertOneLine("ulimit -n", explained(3, new ExceptionInInitializerError(files)));
    assertTrue(
        Shortage.of(
                new UncheckedIOException(new FileSystemException("a", null, "Too many open files")))
            .orElseThrow()
            .contains("ulimit -n"));
  }

  @Test
  void aDamagedEngineIsSaidInOneLine() {
    Error error = new ExceptionInInitializerError(new EngineException("library x is not y"));
    assertOneLine("library x is not y", explained(2, error));
  }
}
