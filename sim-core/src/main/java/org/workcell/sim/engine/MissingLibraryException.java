package org.workcell.sim.engine;

/**
 * A native library that only some commands need is not there. Programs that can fetch libraries
 * recognize it by its name; for all others the message says what to do.
 */
public final class MissingLibraryException extends IllegalStateException {

  private final String library;

  /**
   * An error with its whole explanation.
   *
   * @param library its name, for example {@code libtorch} or {@code ffmpeg}
   */
  public MissingLibraryException(String library, String message) {
    super(message);
    this.library = library;
  }

  /** The library's name. */
  public String library() {
    return library;
  }
}
