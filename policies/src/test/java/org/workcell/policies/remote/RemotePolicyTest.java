package org.workcell.policies.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.policies.testing.FakeProcess;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyAnswerException;
import org.workcell.sim.policy.PolicyUnavailableException;

@Timeout(30)
class RemotePolicyTest {

  private static final BatchLayout LAYOUT =
      new BatchLayout(
          BlockSpec.vector("action", DataType.FLOAT32, 2, -1, 1),
          List.of(BlockSpec.vector("observation", DataType.FLOAT64, 1, -10, 10)),
          List.of());

  /** Answers each row with its observation and its control step. */
  private static double[][] echo(FakeProcess.Question question) {
    int count = question.rows().size();
    double[][] actions = new double[count][];
    for (int i = 0; i < count; i++) {
      actions[i] =
          new double[] {question.observation("observation", i, 0), question.steps().get(i)};
    }
    return actions;
  }

  private static BatchStorage batch(int rows, double first) {
    BatchStorage batch = BatchStorage.allocate(LAYOUT, rows);
    for (int row = 0; row < rows; row++) {
      batch.observation(0).put(row, 0, first + row);
    }
    return batch;
  }

  private static int[] numbers(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static Policy started(PolicyProcess process, int rows) {
    Policy policy = process.newPolicy(LAYOUT, 1);
    for (int row = 0; row < rows; row++) {
      policy.start(row, Episode.seed(row).withTask("testing/a-v1").withInstruction("go"));
    }
    return policy;
  }

  private static List<Double> act(Policy policy, int rows, double first) {
    BatchStorage batch = batch(rows, first);
    policy.act(batch, numbers(rows), batch.action());
    return IntStream.range(0, rows).mapToObj(row -> batch.action().get(row, 0)).toList();
  }

  @Test
  void anEpisodeIsAnnouncedOnceAndItsRowKeepsItsNumber() throws IOException {
    try (FakeProcess fake = new FakeProcess(RemotePolicyTest::echo);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = started(process, 3)) {
      assertEquals(List.of(5.0, 6.0, 7.0), act(policy, 3, 5));
      BatchStorage one = batch(1, 9);
      policy.act(one, new int[] {2}, one.action());
      assertEquals(1, one.action().get(0, 1), "its second step");
      assertEquals(List.of(0, 1, 2), fake.questions().get(0).rows());
      assertEquals(
          "{\"row\":1,\"task\":\"testing/a-v1\",\"instruction\":\"go\",\"seed\":1}",
          fake.questions().get(0).starts().get(1).toString());
      assertEquals(List.of(2), fake.questions().get(1).rows());
      assertTrue(fake.questions().get(1).starts().isEmpty());
      assertEquals("python:fake", policy.name());
    }
  }

  /** Every thread gets its own answers, and requests that wait while another is answered merge. */
  @Test
  void whatThreadsAskAtTheSameTimeIsOneRequest() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    Set<Integer> sizes = ConcurrentHashMap.newKeySet();
    FakeProcess.Conduct slow =
        question -> {
          assertEquals(1, inside.incrementAndGet(), "one request at a time");
          sizes.add(question.rows().size());
          pause(5);
          inside.decrementAndGet();
          return echo(question);
        };
    try (FakeProcess fake = new FakeProcess(slow).with("most_rows", 12);
        PolicyProcess process = PolicyProcess.connect(fake.socket())) {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
      for (int t = 0; t < 6; t++) {
        double base = 100 * t;
        int steps = 10 + 10 * (t % 2);
        Thread thread =
            new Thread(
                () -> {
                  try (Policy policy = started(process, 4)) {
                    for (int step = 0; step < steps; step++) {
                      assertEquals(
                          List.of(base, base + 1, base + 2, base + 3), act(policy, 4, base));
                    }
                  }
                });
        thread.setUncaughtExceptionHandler((which, failure) -> failures.add(failure));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), failures);
      assertTrue(sizes.contains(12), "merged up to the most rows: " + sizes);
      assertTrue(sizes.stream().allMatch(size -> size <= 12), sizes.toString());
    }
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A group that simulates for long does not hold the others up. */
  @Test
  void aPolicyThatDoesNotAskDelaysNobodyForLong() throws IOException {
    try (FakeProcess fake = new FakeProcess(RemotePolicyTest::echo);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy silent = started(process, 1);
        Policy other = started(process, 1);
        Policy asking = started(process, 1)) {
      assertEquals(List.of(3.0), act(asking, 1, 3));
      assertFalse(silent.readsScene() || other.readsScene());
    }
  }

  @Test
  void rowsWithoutAUsableAnswerFailAlone() throws IOException {
    FakeProcess.Conduct conduct = question -> new double[][] {{0.5, 0}, {Double.NaN, 0}};
    try (FakeProcess fake = new FakeProcess(conduct);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = started(process, 2)) {
      BatchStorage batch = batch(2, 0);
      PolicyAnswerException failure =
          assertThrows(
              PolicyAnswerException.class, () -> policy.act(batch, numbers(2), batch.action()));
      assertEquals(
          Map.of(
              1,
              "policy python:fake answers NaN for action element 0; look at its code and at the"
                  + " observation"),
          failure.failures());
      assertEquals(0.5, batch.action().get(0, 0));
    }
  }

  private static String failure(FakeProcess.Conduct conduct) throws IOException {
    try (FakeProcess fake = new FakeProcess(conduct);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = started(process, 2)) {
      String first =
          assertThrows(PolicyUnavailableException.class, () -> act(policy, 2, 0)).getMessage();
      String later =
          assertThrows(PolicyUnavailableException.class, () -> act(policy, 2, 0)).getMessage();
      assertEquals(first, later);
      return first;
    }
  }

  @Test
  void aFailureSaysWhatWentWrongAndLasts() throws IOException {
    assertEquals(
        "policy python:fake failed: boom",
        failure(
            question -> {
              throw new IllegalStateException("boom");
            }));
    assertEquals(
        "policy python:fake is gone: its process ended",
        failure(
            question -> {
              throw new IOException("dies");
            }));
    assertEquals(
        "policy python:fake answers with float64[1, 2], expected 2 rows of 2 floating-point"
            + " numbers",
        failure(question -> new double[1][2]));
  }

  /** All threads that wait are told, those that are not in the request, too. */
  @Test
  void aFailureReachesEveryThread() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    FakeProcess.Conduct conduct =
        question -> {
          asked.countDown();
          pause(100);
          throw new IllegalStateException("cancelled");
        };
    try (FakeProcess fake = new FakeProcess(conduct);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy one = started(process, 1);
        Policy two = started(process, 1)) {
      boolean[] cancelled = new boolean[1];
      Thread thread =
          new Thread(
              () ->
                  cancelled[0] =
                      assertThrows(PolicyUnavailableException.class, () -> act(one, 1, 0))
                          .isCancelled());
      thread.start();
      asked.await();
      assertTrue(
          assertThrows(PolicyUnavailableException.class, () -> act(two, 1, 0)).isCancelled());
      thread.join();
      assertTrue(cancelled[0]);
    }
  }

  /** Counts its observations. */
  private static final class Counting implements Expert {

    private int asked;

    @Override
    public void start(Episode episode) {
      asked = 0;
    }

    @Override
    public void act(Observation observation, double[] action) {
      action[0] = observation.get(0, 0);
      action[1] = ++asked;
    }
  }

  @Test
  void theProcessMayAskForTheExpertWhichSeesEachObservationOnce() throws IOException {
    FakeProcess.Conduct conduct =
        question -> {
          question.expert(question.rows());
          return question.expert(question.rows());
        };
    try (FakeProcess fake = new FakeProcess(conduct);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = process.newPolicy(LAYOUT, 1)) {
      for (int row = 0; row < 2; row++) {
        policy.start(
            row,
            Episode.seed(row)
                .withExpert(Optional.of(ExpertDefinition.readingObservations(Counting::new))));
      }
      assertEquals(List.of(4.0, 5.0), act(policy, 2, 4));
      BatchStorage batch = batch(2, 6);
      policy.act(batch, numbers(2), batch.action());
      double[] second = new double[2];
      batch.action().getRow(1, second);
      assertArrayEquals(new double[] {7, 2}, second);
    }
  }

  @Test
  void anExpertThatCannotBeAskedIsAnErrorOfThePolicy() throws IOException {
    assertEquals(
        "policy python:fake failed: task testing/a-v1 has no expert for these actions",
        failure(question -> question.expert(question.rows())));
    assertEquals(
        "policy python:fake failed: row 77 is not asked about now",
        failure(question -> question.expert(List.of(77))));
  }

  @Test
  void answersThatDifferAreFoundInEveryNthEpisode() throws IOException {
    FakeProcess.Conduct conduct =
        question -> {
          double[][] actions = echo(question);
          for (int i = 0; i < actions.length; i++) {
            actions[i][1] = question.rows().get(i);
          }
          return actions;
        };
    try (FakeProcess fake = new FakeProcess(conduct).with("checked_episodes", 3);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = started(process, 4)) {
      act(policy, 4, 0);
      assertEquals(
          6, fake.questions().get(0).rows().size(), "two of four episodes are asked twice");
      assertTrue(process.difference().orElseThrow().contains("seed 0, step 1"));
    }
    try (FakeProcess fake = new FakeProcess(RemotePolicyTest::echo).with("checked_episodes", 1);
        PolicyProcess process = PolicyProcess.connect(fake.socket());
        Policy policy = started(process, 2)) {
      act(policy, 2, 0);
      assertTrue(process.difference().isEmpty());
    }
  }

  @Test
  void aProcessThatOffersNothingSensibleIsRefused() throws IOException {
    for (Object[] wrong :
        new Object[][] {{"chunk_steps", 0}, {"name", ""}, {"most_rows", 0}, {"identity", "a\nb"}}) {
      try (FakeProcess fake =
          new FakeProcess(RemotePolicyTest::echo).with((String) wrong[0], wrong[1])) {
        assertTrue(
            assertThrows(
                    PolicyUnavailableException.class, () -> PolicyProcess.connect(fake.socket()))
                .getMessage()
                .startsWith("policy in another process does not introduce itself: "));
      }
    }
  }
}
