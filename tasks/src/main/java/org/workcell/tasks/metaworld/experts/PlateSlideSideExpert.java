package org.workcell.tasks.metaworld.experts;

/** Drags the plate by its rim. */
public final class PlateSlideSideExpert extends PlateDragExpert {

  /** An expert for one environment. */
  public PlateSlideSideExpert() {
    super(0.03, 0);
  }
}
