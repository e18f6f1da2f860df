package org.workcell.sim.batch;

import java.util.Locale;

/** What a block of a batch is for. */
public enum BlockRole {
  /** Written by the caller before a step. */
  ACTION,
  /** The action that was carried out, and who chose it; see {@link Actor}. */
  EXECUTED,
  /** What a policy may see. */
  OBSERVATION,
  /** Reward of the last step. */
  REWARD,
  /** Whether an episode ended, and how; whether the step met the success rule. */
  FLAG,
  /** Numbers that accompany a step; the descriptor names the columns. */
  INFO,
  /** Statistics of the episode; the descriptor names the columns. */
  EPISODE,
  /** Images of a camera. */
  IMAGE,
  /** Which elements of another block the row's task has; see {@link BatchLayout#masks}. */
  MASK,
  /** What a row shows: see {@link RowMetadata}. */
  META;

  /** The name in descriptors, for example {@code observation}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BlockRole of(String label) {
    for (BlockRole role : values()) {
      if (role.label().equals(label)) {
        return role;
      }
    }
    throw new IllegalArgumentException("there is no block role '%s'".formatted(label));
  }
}
