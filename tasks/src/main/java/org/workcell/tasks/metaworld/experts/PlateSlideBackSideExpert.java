package org.workcell.tasks.metaworld.experts;

/** Drags the plate by its rim. */
public final class PlateSlideBackSideExpert extends PlateDragExpert {

  /** An expert for one environment. */
  public PlateSlideBackSideExpert() {
    super(0.03, 0);
  }
}
