package org.workcell.sim.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.wcOpenGlContext;
import org.workcell.sim.engine.Engine;

/**
 * An OpenGL context without a window, and all {@link Renderer}s that draw with it. A thread has at
 * most one; it belongs to the thread that opened it and must be used and closed there, before that
 * thread ends. Any other thread gets an {@link IllegalStateException}.
 *
 * <p>{@code MUJOCO_GL=egl} or {@code osmesa} says how; unset, the first EGL device that works is
 * taken, then EGL's surfaceless platform, then OSMesa. {@code MUJOCO_EGL_DEVICE_ID} picks an EGL
 * device by number. All contexts of a process are made with the same library.
 */
public final class OpenGlContext implements AutoCloseable {

  private static final ThreadLocal<OpenGlContext> OF_THREAD = new ThreadLocal<>();

  static {
    Engine.load();
  }

  private final Thread owner = Thread.currentThread();
  private final List<Renderer> renderers = new ArrayList<>();
  private final String backend;
  private final String renderer;
  private final Lock turn;
  private wcOpenGlContext handle;

  private OpenGlContext(OpenGlRoute route) {
    this.backend = route.description();
    try {
      handle = route.create();
      MuJoCo.wc_openGlMakeCurrent(handle);
      renderer = MuJoCo.wc_openGlRenderer(handle).getString();
      turn = GraphicsCard.is(renderer) ? GraphicsCard.turnOf(backend) : null;
    } catch (RuntimeException e) {
      destroy();
      throw e;
    }
  }

  /**
   * Opens the context of the calling thread.
   *
   * @throws RenderingException if rendering is disabled, no library is there or all refuse, with
   *     what to do
   * @throws IllegalStateException if this thread has one already
   */
  public static OpenGlContext open() {
    return open(System.getenv());
  }

  /**
   * Opens a context of the calling thread on a device of EGL's list, and nowhere else.
   *
   * @param device its position, from 0
   * @throws RenderingException if {@code MUJOCO_GL} allows no device, or this one refuses
   */
  public static OpenGlContext open(int device) {
    return open(OpenGlRoute.ofDevice(System.getenv(), device));
  }

  static OpenGlContext open(Map<String, String> environment) {
    return open(OpenGlRoute.of(environment).toArray(OpenGlRoute[]::new));
  }

  /** Takes the first route that works. */
  static OpenGlContext open(OpenGlRoute... routes) {
    if (OF_THREAD.get() != null) {
      throw new IllegalStateException(
          "this thread has an OpenGL context already; use that one or close it first");
    }
    List<String> refusals = new ArrayList<>();
    for (OpenGlRoute route : routes) {
      try {
        OpenGlContext context = new OpenGlContext(route);
        OF_THREAD.set(context);
        return context;
      } catch (RuntimeException e) {
        refusals.add(e.getMessage());
      }
    }
    throw new RenderingException(
        "rendering is not possible: "
            + refusals.stream().distinct().collect(Collectors.joining("; ")));
  }

  /** How the context was made, for example {@code egl, surfaceless}. */
  public String backend() {
    return backend;
  }

  /** What draws, in the driver's words, for example {@code llvmpipe (LLVM 15.0.6, 256 bits)}. */
  public String renderer() {
    return renderer;
  }

  /** Both, for example {@code egl, device 0: llvmpipe (...)}. */
  public String description() {
    return "%s: %s".formatted(backend, renderer);
  }

  /** Whether a graphics card draws, not the processor. */
  public boolean isHardware() {
    return GraphicsCard.is(renderer);
  }

  /**
   * Waits until no other thread of this process draws on the same graphics card, if one draws here;
   * until {@link #endTurn}. Allocates nothing.
   */
  public void beginTurn() {
    if (turn != null) {
      turn.lock();
    }
  }

  /** Lets the next thread draw. */
  public void endTurn() {
    if (turn != null) {
      turn.unlock();
    }
  }

  void add(Renderer opened) {
    renderers.add(opened);
  }

  void remove(Renderer closed) {
    renderers.remove(closed);
  }

  /** Must come before any native call that draws: without a current context MuJoCo would crash. */
  void requireCurrent() {
    requireOwner();
    if (handle == null) {
      throw new IllegalStateException("the OpenGL context is closed; open a new one");
    }
    if (!MuJoCo.wc_openGlIsCurrent(handle)) {
      throw new IllegalStateException(
          "other native code has taken the OpenGL context off thread " + owner.getName());
    }
  }

  void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "the OpenGL context belongs to thread %s and cannot be used on thread %s"
              .formatted(owner.getName(), Thread.currentThread().getName()));
    }
  }

  /** Closes the renderers, then the context. Idempotent; only on its own thread. */
  @Override
  public void close() {
    requireOwner();
    if (handle == null) {
      return;
    }
    List.copyOf(renderers).forEach(Renderer::close);
    destroy();
    OF_THREAD.remove();
  }

  private void destroy() {
    if (handle != null) {
      wcOpenGlContext closing = handle;
      handle = null;
      MuJoCo.wc_openGlDestroy(closing);
    }
  }
}
