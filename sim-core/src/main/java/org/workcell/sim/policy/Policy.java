package org.workcell.sim.policy;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;

/**
 * Chooses actions for a batch of environments: reads the observation blocks of its rows and writes
 * their actions, or chunks of actions. What a policy remembers or draws belongs to an environment
 * and not to a row, so that environments may come in any order and any number. Deterministic given
 * the seeds of each environment's episode. One thread at a time.
 */
public interface Policy extends AutoCloseable {

  /** Most actions of one answer. */
  int MAX_CHUNK_STEPS = 10_000;

  /** The name in reports. */
  String name();

  /**
   * Actions in one answer: 1, or the length of the chunks that this policy plans, at most {@link
   * #MAX_CHUNK_STEPS}.
   */
  default int chunkSteps() {
    return 1;
  }

  /** Whether it reads the simulation beside the observations, which reports say. */
  default boolean readsScene() {
    return false;
  }

  /** A new episode begins in an environment. */
  void start(int environment, Episode episode);

  /**
   * Chooses for rows {@code 0} to {@code environments.length - 1}.
   *
   * @param batch the observations
   * @param environments the environment that each row belongs to; all different
   * @param actions where to write: [row][element], or [row][step][element] for chunks; may be the
   *     batch's own action block
   * @throws PolicyAnswerException if some rows have no usable answer; all others have theirs
   */
  void act(BatchStorage batch, int[] environments, BatchBlock actions);

  /**
   * The control step for which the first action of the last answer is meant, asked after {@link
   * #act} of a policy that plans chunks. {@code now} unless the policy says otherwise. Until a
   * later step the rest of the chunk before is played, as asynchronous inference and real-time
   * chunking need it; of an answer that begins earlier, the actions up to now are skipped.
   *
   * @param environment one that was among the last rows
   * @param now the control step of its episode, from 0, whose observation was answered
   */
  default int effectiveStep(int environment, int now) {
    return now;
  }

  /**
   * Whether the next {@link #act} looks at the observation of an environment. If not, images of it
   * need not be taken.
   */
  default boolean needsObservation(int environment) {
    return true;
  }

  /** Frees what the policy holds. Idempotent. */
  @Override
  default void close() {}
}
