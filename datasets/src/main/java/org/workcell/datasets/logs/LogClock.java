package org.workcell.datasets.logs;

/** Where the times of a log come from. */
public enum LogClock {
  /** Measured as each row was taken. */
  MEASURED,
  /** Row number divided by the nominal rate: jitter and gaps cannot be seen. */
  NOMINAL
}
