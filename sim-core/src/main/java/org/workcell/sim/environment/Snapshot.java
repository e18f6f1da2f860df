package org.workcell.sim.environment;

/**
 * The complete state of an environment in the middle of an episode, as bytes that any environment
 * of the same spec can restore. Immutable.
 */
public final class Snapshot {

  private final byte[] bytes;

  Snapshot(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over bytes of {@link #toBytes}, for example from a file. */
  public static Snapshot fromBytes(byte[] bytes) {
    return new Snapshot(bytes.clone());
  }

  /** The bytes of this snapshot. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  byte[] bytes() {
    return bytes;
  }
}
