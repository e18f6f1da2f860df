package org.workcell.tasks.metaworld.experts;

/** Drags the plate by its rim. */
public final class PlateSlideExpert extends PlateDragExpert {

  public PlateSlideExpert() {
    super(0, -0.03);
  }
}
