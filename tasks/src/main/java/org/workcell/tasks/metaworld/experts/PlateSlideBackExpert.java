package org.workcell.tasks.metaworld.experts;

/** Drags the plate by its rim. */
public final class PlateSlideBackExpert extends PlateDragExpert {

  /** An expert for one environment. */
  public PlateSlideBackExpert() {
    super(0, -0.03);
  }
}
