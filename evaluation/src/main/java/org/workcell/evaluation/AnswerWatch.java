package org.workcell.evaluation;

import java.time.Duration;

/**
 * What tells another thread for how long a policy has been asked. One thread asks; any other looks.
 */
final class AnswerWatch {

  private volatile EpisodeSlot asked;
  private volatile long sinceNanos;

  /** The policy is asked now, for an episode and perhaps for others with it. */
  void begin(EpisodeSlot slot) {
    sinceNanos = System.nanoTime();
    asked = slot;
  }

  /** The policy has answered. */
  void end() {
    asked = null;
  }

  /** The episode for which a policy has been asked too long; null where there is none. */
  EpisodeSlot overdue(Duration limit) {
    EpisodeSlot slot = asked;
    return slot != null && System.nanoTime() - sinceNanos > limit.toNanos() ? slot : null;
  }
}
