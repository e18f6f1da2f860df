package org.workcell.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.workcell.sim.rendering.RenderingBackend;

/** Skips tests that need OpenGL where there is none. */
public final class Rendering {

  private Rendering() {}

  /** Skips the calling test, saying why, where no OpenGL can be had. */
  public static void assumePossible() {
    RenderingBackend backend = RenderingBackend.probe();
    if (!backend.available()) {
      System.out.println("rendering tests are skipped: " + backend.description());
    }
    assumeTrue(backend.available(), backend.description());
  }
}
