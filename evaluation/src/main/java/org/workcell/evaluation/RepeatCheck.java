package org.workcell.evaluation;

import java.util.Arrays;
import java.util.function.Supplier;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyAnswerException;
import org.workcell.sim.policy.PolicyNotRepeatableException;

/**
 * Runs a second policy beside one that is asked for one row at a time, in every {@link
 * #CHECKED_EPISODES}th episode of a task, and compares their answers to the bit. Which episodes are
 * checked depends on nothing but their number.
 */
final class RepeatCheck implements AutoCloseable {

  /** Of how many episodes one is checked, beginning with the first. */
  static final int CHECKED_EPISODES = 16;

  private final Supplier<Policy> policies;
  private final BatchBlock answers;
  private final byte[] first;
  private final byte[] second;
  private Policy other;
  private boolean checking;

  RepeatCheck(Supplier<Policy> policies, BatchLayout layout) {
    this.policies = policies;
    this.answers = BatchBlock.allocate(layout.action(), 1);
    this.first = new byte[answers.rowBytes()];
    this.second = new byte[answers.rowBytes()];
  }

  /** An episode has been reset. */
  void start(EpisodeSlot slot) {
    checking = slot.cell().episode() % CHECKED_EPISODES == 0;
    if (checking) {
      if (other == null) {
        other = policies.get();
      }
      other.start(slot.number(), slot.episode(other.readsScene()));
    }
  }

  /**
   * Compares the action in a batch with that of the other policy.
   *
   * @throws PolicyNotRepeatableException if they differ
   */
  void require(BatchStorage storage, int[] numbers) {
    if (!checking) {
      return;
    }
    storage.action().getRowBytes(0, first);
    try {
      other.act(storage, numbers, answers);
    } catch (PolicyAnswerException e) {
      throw differs(numbers[0]);
    }
    answers.getRowBytes(0, second);
    if (!Arrays.equals(first, second)) {
      throw differs(numbers[0]);
    }
  }

  private PolicyNotRepeatableException differs(int number) {
    return new PolicyNotRepeatableException(
        number,
        "policy %s answers the same observations of the same episode differently; let it draw from the stream of its episode only"
            .formatted(other.name()));
  }

  @Override
  public void close() {
    if (other != null) {
      other.close();
    }
  }
}
