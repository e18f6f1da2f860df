package org.workcell.sim.rendering;

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
    FutureTask<String> attempt = new FutureTask<>(RenderingBackend::describe);
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

  private static String describe() {
    try (OpenGlContext context = OpenGlContext.open()) {
      return context.description();
    }
  }
}
