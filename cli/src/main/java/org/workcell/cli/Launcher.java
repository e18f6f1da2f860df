package org.workcell.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.engine.MissingLibraryException;
import org.workcell.sim.rendering.RenderingException;
import picocli.CommandLine.ParseResult;

/**
 * What started this program: the script, or the Python package. It can fetch the native libraries
 * that only some commands need, and so it is asked when a command finds one missing; commands find
 * that out before they run or write anything.
 *
 * @param command its words
 * @param fetchable libraries that it has not fetched yet
 */
record Launcher(List<String> command, Set<String> fetchable) {

  private static final String OPENGL = "opengl";

  /** The launcher of this process; empty where Java was started otherwise. */
  static final Optional<Launcher> SCRIPT =
      Optional.ofNullable(System.getProperty("workcell.launcher"))
          .map(
              words ->
                  new Launcher(
                      List.of(words.split(File.pathSeparator)),
                      Set.of(System.getProperty("workcell.fetchable", "").split(","))));

  /** The library that a command failed for and that the script can fetch. */
  Optional<String> libraryFor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String library = null;
      if (cause instanceof MissingLibraryException missing) {
        library = missing.library();
      } else if (cause instanceof RenderingException) {
        library = OPENGL;
      }
      if (library != null && fetchable.contains(library)) {
        return Optional.of(library);
      }
    }
    return Optional.empty();
  }

  /**
   * Fetches a library and runs the whole command line again in a process that has it, which this
   * one waits for.
   *
   * @return the exit status of that process
   */
  int fetchAndRunAgain(String library, ParseResult parsed) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("fetch", library));
    words.addAll(parsed.originalArgs());
    try {
      Process again = new ProcessBuilder(words).inheritIO().start();
      Interrupts interrupts = new Interrupts(again::destroy);
      try {
        return again.waitFor();
      } finally {
        interrupts.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED;
    }
  }
}
