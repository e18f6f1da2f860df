package org.workcell.tasks.metaworld;

import java.util.Optional;

/**
 * The versions of a task's dense reward. A task with a second one offers {@code reward_version}.
 *
 * @param v2 the reward of the task
 * @param v1 an older reward, where there is one
 * @param <I> the inputs of both
 */
record RewardVersions<I extends RewardInputs>(RewardFormula<I> v2, Optional<RewardFormula<I>> v1) {

  /** One reward, without versions. */
  static <I extends RewardInputs> RewardVersions<I> of(RewardFormula<I> formula) {
    return new RewardVersions<>(formula, Optional.empty());
  }

  /** The same with an older version. */
  RewardVersions<I> withV1(RewardFormula<I> older) {
    return new RewardVersions<>(v2, Optional.of(older));
  }

  /** The version that settings ask for. */
  RewardFormula<I> chosen(MetaWorldSettings settings) {
    return settings.legacyReward() ? v1.orElseThrow() : v2;
  }
}
