package org.workcell.sim.rendering;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What differs where a graphics card draws. Its driver lets threads wait for each other, so that
 * two draw less than one: an H200 gave 5,290 images a second to one thread, 1,064 to two, 188 to
 * sixteen. Mesa's software renderers, which draw on the threads that call them, gain with each.
 * Thread-safe.
 */
public final class GraphicsCard {

  private static final List<String> SOFTWARE =
      List.of("llvmpipe", "softpipe", "swrast", "swiftshader", "software");

  private static final Map<String, Lock> TURNS = new ConcurrentHashMap<>();
  private static final Map<OptionalInt, Boolean> KNOWN = new ConcurrentHashMap<>();

  private GraphicsCard() {}

  /**
   * Whether contexts of this process draw on one. The first call for a device makes a context.
   *
   * @param device position in EGL's list; the first that works where absent
   * @throws RenderingException if this machine cannot draw, with what to do
   */
  public static boolean draws(OptionalInt device) {
    Boolean known = KNOWN.get(device);
    if (known == null) {
      known = is(RenderingBackend.require(device));
      KNOWN.put(device, known);
    }
    return known;
  }

  /** Whether a renderer, in the words of its driver, is one. */
  static boolean is(String renderer) {
    String words = renderer.toLowerCase(Locale.ROOT);
    return SOFTWARE.stream().noneMatch(words::contains);
  }

  /** What one context at a time holds while it draws on a device. */
  static Lock turnOf(String backend) {
    return TURNS.computeIfAbsent(backend, name -> new ReentrantLock(true));
  }
}
