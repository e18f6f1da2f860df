package org.workcell.tasks.metaworld.experts;

/** Turns the faucet's handle clockwise. */
public final class FaucetCloseExpert extends FaucetExpert {

  /** The goal lies beside the pivot. */
  public FaucetCloseExpert() {
    super(0.175, 0.015, -1);
  }
}
