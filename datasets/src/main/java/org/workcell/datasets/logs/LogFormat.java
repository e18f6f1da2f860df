package org.workcell.datasets.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How files of one kind become robot logs. Found through {@link java.util.ServiceLoader}. What a
 * file says is not trusted: implementations bound what they read and refuse what they do not
 * understand by {@link org.workcell.sim.files.BadInputException}, with the reason. Thread-safe.
 */
public interface LogFormat {

  /** The name on command lines, in lower case, for example {@code lerobot}. */
  String name();

  /** What it reads, in one sentence. */
  String description();

  /** Whether this file or folder is of this kind, told from its content as far as that is cheap. */
  boolean recognises(Path path) throws IOException;

  /**
   * The columns of each log in the file, before names, units and signs are mapped.
   *
   * @param path a file or a folder that {@link #recognises}
   * @throws org.workcell.sim.files.BadInputException if it cannot be read
   */
  List<RawLog> read(Path path) throws IOException;
}
