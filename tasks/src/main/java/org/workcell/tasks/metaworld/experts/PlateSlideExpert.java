package org.workcell.tasks.metaworld.experts;

/** Drags the plate by its rim. */
public final class PlateSlideExpert extends PlateDragExpert {

  /** An expert for one environment. */
  public PlateSlideExpert() {
    super(0, -0.03);
  }
}
