package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.FakeSuite;

/** Policies that cannot be repeated, and policies that do not answer. */
class UnreliablePolicyTest {

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void letAllThreadsGo() {
    end.countDown();
  }

  /** What a policy does in a step, counted from 0. */
  private interface Conduct {
    double answer(int step) throws InterruptedException;
  }

  private record Source(Conduct conduct) implements PolicySource {

    @Override
    public String label() {
      return "unreliable";
    }

    @Override
    public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
      return new Conducted(conduct);
    }
  }

  private static final class Conducted implements Policy {

    private final Conduct conduct;
    private int step;

    Conducted(Conduct conduct) {
      this.conduct = conduct;
    }

    @Override
    public String name() {
      return "unreliable";
    }

    @Override
    public void start(int environment, Episode episode) {
      step = 0;
    }

    @Override
    public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
      try {
        actions.put(0, 0, conduct.answer(step++));
        actions.put(0, 1, 0);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Evaluation evaluation(Conduct conduct, int episodes) {
    return Evaluation.builder(List.of(FakeSuite.task(FakeSuite.POINT_MASS)), new Source(conduct))
        .episodes(episodes)
        .policyTimeout(Duration.ofMillis(400))
        .build();
  }

  private static String refusal(Conduct conduct) {
    return assertThrows(
            BadInputException.class, () -> EvaluationPlan.check(evaluation(conduct, 1)).close())
        .getMessage();
  }

  private static String abortion(Conduct conduct) {
    try (EvaluationPlan plan = EvaluationPlan.check(evaluation(conduct, 3))) {
      EvaluationRunner runner = new EvaluationRunner(plan, 2, outcome -> {});
      return assertThrows(RunAbortedException.class, () -> runner.run(key -> false)).getMessage();
    }
  }

  @Test
  void randomAnswersToARealObservationAreRefusedBeforeAnythingRuns() {
    assertEquals(
        "policy unreliable answers the same observations of the same episode differently; let it"
            + " draw from the stream of its episode only, as seen in episode 0 of"
            + " testing/point-mass-v1, step 1",
        refusal(step -> Math.random()));
  }

  @Test
  void randomAnswersLaterEndTheRunAndItSaysWhere() {
    String message = abortion(step -> step < 40 ? 0.1 : Math.random());
    assertTrue(message.endsWith("as seen in episode 0 of testing/point-mass-v1, step 41"), message);
  }

  @Test
  void aPolicyThatDoesNotAnswerItsTrialIsRefused() {
    String message =
        refusal(
            step -> {
              end.await();
              return 0;
            });
    assertTrue(message.contains("has not answered for 0.4 s, when it was tried"), message);
    assertTrue(TimeLimit.isCallAbandoned());
  }

  @Test
  void aPolicyThatStopsAnsweringEndsTheRunAndItSaysWhere() {
    String message =
        abortion(
            step -> {
              if (step == 30) {
                end.await();
              }
              return 0;
            });
    assertTrue(message.contains("has not answered for 0.4 s, in episode "), message);
    assertTrue(message.contains("of testing/point-mass-v1, step 31; "), message);
  }

  @Test
  void aImageDoesNotWaitForeverEither() {
    try (EvaluationPlan plan =
        EvaluationPlan.check(
            evaluation(
                step -> {
                  if (step == 3) {
                    end.await();
                  }
                  return 0;
                },
                1))) {
      assertThrows(RunAbortedException.class, () -> PausedEpisode.viewAfter(plan, 10));
    }
  }

  @Test
  void timeLimitsAreBounded() {
    Evaluation.Builder builder =
        Evaluation.builder(List.of(FakeSuite.task(FakeSuite.POINT_MASS)), PolicyKind.ZERO);
    for (Duration limit : new Duration[] {Duration.ZERO, Duration.ofDays(2)}) {
      assertThrows(BadInputException.class, () -> builder.policyTimeout(limit).build());
    }
  }
}
