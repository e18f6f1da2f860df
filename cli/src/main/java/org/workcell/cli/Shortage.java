package org.workcell.cli;

import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** What the machine or its limits do not give, and what to raise. */
final class Shortage {

  private static final String HEAP =
      "Java's memory is used up; give it more, with WORKCELL_JAVA_OPTS=-Xmx2g, or use fewer"
          + " --workers";
  private static final String ADDRESS_SPACE =
      "the operating system gives no more memory or threads; raise 'ulimit -v' and 'ulimit -u', or"
          + " use fewer --workers";
  private static final String DIRECT =
      "Java's direct memory is used up; give it more, with"
          + " WORKCELL_JAVA_OPTS=-XX:MaxDirectMemorySize=2g, or use fewer --workers";
  private static final String FILES =
      "no more files can be opened; raise 'ulimit -n', to 1024 for example";

  private Shortage() {}

  /** What was short, if that is why something failed. */
  static Optional<String> of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      Optional<String> found = ofOne(cause);
      if (found.isPresent()) {
        return found;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> ofOne(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof OutOfMemoryError) {
      return Optional.of(
          message.contains("native thread")
              ? ADDRESS_SPACE
              : message.contains("direct") ? DIRECT : HEAP);
    }
    boolean files =
        cause instanceof FileSystemException
            || cause instanceof FileNotFoundException
            || cause instanceof LinkageError
            || cause instanceof java.io.IOException;
    if (files && message.contains("Too many open files")) {
      return Optional.of(FILES);
    }
    boolean memory =
        message.contains("Cannot allocate memory")
            || message.contains("failed to map segment")
            || message.contains("bad_alloc")
            || isOfEngine(cause) && message.contains("llocate");
    return memory ? Optional.of(ADDRESS_SPACE) : Optional.empty();
  }

  /** By name, because without files the class cannot be loaded. */
  private static boolean isOfEngine(Throwable cause) {
    return cause.getClass().getName().equals("org.workcell.sim.engine.EngineException");
  }

  /** Explains an error that nothing else caught, and gives the exit status. */
  static int explain(Error error, PrintStream err) {
    Optional<String> shortage = of(error);
    if (shortage.isPresent()) {
      err.println("workcell: " + shortage.get());
      return ExitStatus.ERROR;
    }
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (isOfEngine(cause)) {
        err.println("workcell: " + cause.getMessage());
        return ExitStatus.BAD_INPUT;
      }
    }
    err.println("workcell: " + error + "; 'workcell doctor' may say more:");
    error.printStackTrace(err);
    return ExitStatus.ERROR;
  }
}
