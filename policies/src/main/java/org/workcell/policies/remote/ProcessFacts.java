package org.workcell.policies.remote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.workcell.sim.policy.Policy;

/**
 * What a process says about its policy when it is greeted.
 *
 * @param name of the policy, in one line
 * @param identity what else its answers depend on, such as the checksum of a checkpoint, in one
 *     line; empty where it does not say
 * @param chunkSteps actions of one answer; 1 without chunks
 * @param paddedRows rows of every batch that its network gets, which it fills up by itself; 0 where
 *     batches are as they come
 * @param mostRows most rows of one request
 * @param readsScene whether it wants the task's expert even where that reads the simulation
 * @param checkedEpisodes of how many episodes one is asked twice to see whether answers differ,
 *     beginning with the first; 0 for none
 */
public record ProcessFacts(
    String name,
    String identity,
    int chunkSteps,
    int paddedRows,
    int mostRows,
    boolean readsScene,
    int checkedEpisodes) {

  /** Most rows of one request. */
  public static final int MOST_ROWS = 1 << 16;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ProcessFacts {
    if (name.isBlank() || name.length() > 200 || name.lines().count() != 1) {
      throw new IllegalArgumentException(
          "the name of a policy is one line of 1 to 200 characters, not '%s'".formatted(name));
    }
    if (identity.lines().count() > 1) {
      throw new IllegalArgumentException(
          "the identity of a policy is one line, not '%s'".formatted(identity));
    }
    requireRange("chunk_steps", chunkSteps, 1, Policy.MAX_CHUNK_STEPS);
    requireRange("padded_rows", paddedRows, 0, MOST_ROWS);
    requireRange("most_rows", mostRows, 1, MOST_ROWS);
    requireRange("checked_episodes", checkedEpisodes, 0, Integer.MAX_VALUE);
  }

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s of a policy must be %d to %d, not %d".formatted(what, least, most, value));
    }
  }

  /** Reads the answer to a greeting. */
  static ProcessFacts of(JsonObject answer) {
    return new ProcessFacts(
        required(answer, "name").getAsString(),
        required(answer, "identity").getAsString(),
        required(answer, "chunk_steps").getAsInt(),
        required(answer, "padded_rows").getAsInt(),
        required(answer, "most_rows").getAsInt(),
        required(answer, "reads_scene").getAsBoolean(),
        required(answer, "checked_episodes").getAsInt());
  }

  private static JsonElement required(JsonObject answer, String name) {
    JsonElement value = answer.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the process does not say '%s'".formatted(name));
    }
    return value;
  }
}
