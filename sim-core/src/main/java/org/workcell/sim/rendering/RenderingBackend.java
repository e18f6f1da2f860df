package org.workcell.sim.rendering;

import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Whether this machine can draw.
 *
 * @param available true if an OpenGL context could be made
 * @param description what draws, or why nothing does and what to do; one line
 */
public record RenderingBackend(boolean available, String description) {

  /**
   * Tries it out: makes a context on a thread of its own and destroys it again. Never throws; from
   * any thread.
   */
  public static RenderingBackend probe() {
    try {
      return new RenderingBackend(true, require());
    } catch (RenderingException e) {
      return new RenderingBackend(false, e.getMessage());
    }
  }

  /**
   * The same for those who cannot do without.
   *
   * @return what draws
   * @throws RenderingException if nothing does, with what to do
   */
  public static String require() {
    return require(OptionalInt.empty());
  }

  /** The same for a device of EGL's list, and nowhere else, where one is given. */
  static String require(OptionalInt device) {
    FutureTask<String> attempt = new FutureTask<>(() -> describe(device));
    Thread thread = new Thread(attempt, "rendering-probe");
    thread.setDaemon(true);
    thread.start();
    try {
      return attempt.get();
    } catch (ExecutionException e) {
      throw new RenderingException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderingException("interrupted while an OpenGL context was made", e);
    }
  }

  private static String describe(OptionalInt device) {
    try (OpenGlContext context =
        device.isPresent() ? OpenGlContext.open(device.getAsInt()) : OpenGlContext.open()) {
      return context.description();
    }
  }
}
