package org.workcell.sim.reward;

/** In which form a reward model reads the instruction. */
public enum InstructionForm {
  /** Not at all. */
  NONE,
  /** As words. */
  TEXT,
  /** As a vector that was computed of the words outside the model. */
  EMBEDDING
}
