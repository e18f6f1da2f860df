package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.testing.FakeSuite;

/** Small evaluations for tests. */
final class Evaluations {

  private Evaluations() {}

  static Evaluation of(PolicySource policy, int episodes, String... tasks) {
    return Evaluation.builder(Stream.of(tasks).map(FakeSuite::task).toList(), policy)
        .episodes(episodes)
        .build();
  }

  static EvaluationPlan plan(PolicySource policy, int episodes, String... tasks) {
    return EvaluationPlan.check(of(policy, episodes, tasks));
  }

  static Manifest manifest(EvaluationPlan plan) {
    return Manifest.of(plan, List.of("bench"), null, VideoSelection.NONE);
  }

  /** The outcomes of all episodes, by task and number. */
  static List<EpisodeOutcome> outcomes(EvaluationPlan plan) {
    List<EpisodeOutcome> outcomes = new ArrayList<>();
    new EvaluationRunner(plan, 1, outcomes::add).run(key -> false);
    return outcomes;
  }
}
