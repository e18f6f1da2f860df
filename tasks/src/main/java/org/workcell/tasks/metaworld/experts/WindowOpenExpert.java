package org.workcell.tasks.metaworld.experts;

/** Pushes the window's handle to the right. */
public final class WindowOpenExpert extends WindowExpert {

  /** A new expert. */
  public WindowOpenExpert() {
    super(1);
  }
}
