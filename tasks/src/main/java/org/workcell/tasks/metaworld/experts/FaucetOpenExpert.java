package org.workcell.tasks.metaworld.experts;

/** Turns the faucet's handle counter-clockwise. */
public final class FaucetOpenExpert extends FaucetExpert {

  /** The goal lies beside the pivot. */
  public FaucetOpenExpert() {
    super(-0.175, -0.015, 1);
  }
}
