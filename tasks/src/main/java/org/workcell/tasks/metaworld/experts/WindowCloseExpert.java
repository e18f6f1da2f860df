package org.workcell.tasks.metaworld.experts;

/** Pushes the window's handle to the left. */
public final class WindowCloseExpert extends WindowExpert {

  /** A new expert. */
  public WindowCloseExpert() {
    super(-1);
  }
}
