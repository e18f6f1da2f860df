package org.workcell.sim.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

class EpisodeScorerTest {

  private static final RewardInput CLOCK = RewardInput.parse("clock");
  private static final RewardInput BEFORE = RewardInput.parse("before.clock");
  private static final RewardInput FIRST = RewardInput.parse("first.clock");

  @TempDir Path folder;

  /** Observation t is {@code start + t}, action t is {@code 100 + t}. */
  private static RewardEpisode.Builder episode(int start, int steps) {
    double[] observed = new double[steps + 1];
    double[] actions = new double[steps];
    for (int t = 0; t <= steps; t++) {
      observed[t] = start + t;
      actions[Math.min(t, steps - 1)] = 100 + Math.min(t, steps - 1);
    }
    return RewardEpisode.of(column(actions))
        .block("clock", column(observed))
        .block("info_stages", NpyArray.ofDoubles(observed))
        .instruction("wait");
  }

  private static NpyArray column(double[] values) {
    return NpyArray.of("<f8", List.of(values.length, 1), NpyArrayBytes.of(values));
  }

  /** Little-endian bytes of numbers. */
  private static final class NpyArrayBytes {
    static byte[] of(double[] values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asDoubleBuffer().put(values);
      return bytes.array();
    }
  }

  private record Model(RewardSpec spec, Function<RewardBatch, double[]> scores)
      implements RewardModel {

    @Override
    public String name() {
      return "test";
    }

    @Override
    public String identity() {
      return "test";
    }

    @Override
    public double[] score(RewardBatch batch) {
      return scores.apply(batch);
    }
  }

  private static RewardSpec spec(Scores scores, int window, RewardInput... inputs) {
    RewardSpec.Builder builder = RewardSpec.builder().scores(scores, window).actions();
    for (RewardInput input : inputs) {
      builder.input(input);
    }
    return builder.build();
  }

  @Test
  void aWindowHasWhatWasObservedAtItsMoments() {
    RewardBatch batch =
        RewardBatch.of(episode(10, 3).build(), spec(Scores.STEP, 2, CLOCK, BEFORE, FIRST));
    assertEquals(3, batch.rows());
    assertEquals(List.of(3, 2, 1), batch.array(CLOCK).shape());
    assertArrayEquals(new double[] {11, 11, 11, 12, 12, 13}, batch.array(CLOCK).toDoubles());
    assertArrayEquals(new double[] {10, 10, 10, 11, 11, 12}, batch.array(BEFORE).toDoubles());
    assertEquals(List.of(3, 1), batch.array(FIRST).shape());
    assertArrayEquals(new double[] {10, 10, 10}, batch.array(FIRST).toDoubles());
    assertArrayEquals(new double[] {100, 100, 100, 101, 101, 102}, batch.actions().toDoubles());
    assertArrayEquals(new double[] {0, 1, 1, 1, 1, 1}, batch.real().toDoubles());
    assertEquals("wait", batch.instruction(2));
  }

  @Test
  void scoresOfStepsAreTheirRewardsWhateverTheBatch() {
    Model model = new Model(spec(Scores.STEP, 2, CLOCK), batch -> lastOf(batch.array(CLOCK), 2));
    RewardEpisode episode = episode(0, 7).build();
    double[] one = new EpisodeScorer(model, 1).rewards(episode);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7}, one);
    assertArrayEquals(one, new EpisodeScorer(model, 3).rewards(episode));
    assertArrayEquals(one, new EpisodeScorer(model, 100).rewards(episode));
  }

  private static double[] lastOf(NpyArray windows, int width) {
    double[] scores = new double[windows.rows()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = windows.number(row * width + width - 1);
    }
    return scores;
  }

  @Test
  void scoresOfSegmentsAreSpreadOverTheirSteps() {
    RewardSpec spec = spec(Scores.SEGMENT, 3, BEFORE);
    RewardBatch batch = RewardBatch.of(episode(0, 5).build(), spec);
    assertArrayEquals(new double[] {0, 1, 2, 3, 4, 4}, batch.array(BEFORE).toDoubles());
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 0}, batch.real().toDoubles());
    Model model = new Model(spec, some -> new double[] {6, 5});
    double[] rewards = new EpisodeScorer(model, 8).rewards(episode(0, 5).build());
    assertArrayEquals(new double[] {2, 2, 2, 2.5, 2.5}, rewards);
  }

  @Test
  void scoresOfEpisodesRewardTheLastStep() {
    RewardSpec spec = spec(Scores.EPISODE, 4, CLOCK);
    RewardBatch batch = RewardBatch.of(episode(0, 10).build(), spec);
    assertArrayEquals(new double[] {1, 4, 7, 10}, batch.array(CLOCK).toDoubles());
    assertArrayEquals(
        new double[] {1, 1, 0, 1}, RewardBatch.of(episode(0, 3).build(), spec).real().toDoubles());
    Model model = new Model(spec, some -> new double[] {9});
    assertArrayEquals(
        new double[] {0, 0, 9}, new EpisodeScorer(model, 8).rewards(episode(0, 3).build()));
  }

  @Test
  void columnsGiveCostsOfStages() {
    RewardModel model =
        new ColumnRewardProvider().create("constant:-1,stages:0.5,change.stages:10");
    assertArrayEquals(
        new double[] {9.5, 10, 10.5}, new EpisodeScorer(model, 8).rewards(episode(0, 3).build()));
    assertEquals(
        "columns constant -1.0, values {stages=0.5}, changes {stages=10.0}", model.identity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant:1         | names no column",
        "stages             | is no weight of columns",
        "stages:x           | 'x' is not a number",
        "stages:NaN         | is not finite",
        "stages:1,stages:2  | 'stages' is given twice",
      })
  void badWeightsAreRefused(String words, String explanation) {
    ColumnRewardProvider provider = new ColumnRewardProvider();
    refuses(explanation, () -> provider.create(words));
  }

  private static void refuses(String explanation, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(explanation), message);
  }

  @Test
  void aClassifierHasAThresholdAndWantsProbabilities() {
    RewardSpec spec = spec(Scores.STEP, 1, CLOCK);
    Model model = new Model(spec, batch -> new double[] {0.49, 0.5, 1});
    RewardBatch batch = RewardBatch.of(episode(0, 3).build(), spec);
    assertArrayEquals(new double[] {0, 1, 1}, new SuccessClassifier(model, 0.5).score(batch));
    SuccessClassifier logits =
        new SuccessClassifier(new Model(spec, some -> new double[] {0, 1, 1.5}), 0.5);
    assertThrows(IllegalStateException.class, () -> logits.score(batch));
    refuses("must be above 0", () -> new SuccessClassifier(model, 0));
  }

  @Test
  void whatTheEpisodeLacksIsNamed() {
    RewardEpisode episode = episode(0, 3).build();
    EpisodeScorer images = scorer(RewardInput.parse("images.front"));
    refuses(
        "reads block 'images.front', which the episode lacks; it has [clock, info_stages]",
        () -> images.rewards(episode));
    EpisodeScorer wide = scorer(CLOCK.withShape(List.of(2)));
    refuses("holds <f8 of shape [1]", () -> wide.rewards(episode));
    EpisodeScorer narrow = scorer(CLOCK.as(DataType.FLOAT32, RewardInput.ANY));
    refuses("reads float32 of shape [-1]", () -> narrow.rewards(episode));
    RewardSpec sentence = RewardSpec.builder().input(CLOCK).instructionEmbedding(3).build();
    EpisodeScorer embedded = new EpisodeScorer(new Model(sentence, some -> new double[3]), 8);
    refuses("as a vector of 3 numbers, and the episode has none", () -> embedded.rewards(episode));
    RewardEpisode two = episode(0, 3).embedding(new float[2]).build();
    refuses("and the episode has 2", () -> embedded.rewards(two));
    refuses("4 observations", () -> episode(0, 3).block("x", column(new double[3])).build());
  }

  private static EpisodeScorer scorer(RewardInput input) {
    return new EpisodeScorer(
        new Model(spec(Scores.STEP, 1, input), batch -> new double[batch.rows()]), 8);
  }

  @Test
  void answersThatAreNoScoresAreRefused() {
    RewardEpisode episode = episode(0, 2).build();
    RewardSpec spec = spec(Scores.STEP, 1, CLOCK);
    for (double[] answer : List.of(new double[1], new double[] {1, Double.NaN})) {
      EpisodeScorer scorer = new EpisodeScorer(new Model(spec, some -> answer), 8);
      assertThrows(IllegalStateException.class, () -> scorer.rewards(episode));
    }
    refuses("is named twice", () -> spec(Scores.STEP, 1, CLOCK, CLOCK));
    refuses("steps of a window must be 1 to 4096", () -> spec(Scores.STEP, 0, CLOCK));
    refuses("reads neither", () -> RewardSpec.builder().build());
    refuses("cannot be the name of a block", () -> RewardInput.parse("../x"));
  }

  @Test
  void sentencesHaveTheirVectors() throws IOException {
    byte[] letters = new byte[2 * 2 * Integer.BYTES];
    ByteBuffer.wrap(letters)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("go".getBytes(Charset.forName("UTF-32LE")))
        .put("up".getBytes(Charset.forName("UTF-32LE")));
    NpyArray sentences = NpyArray.of("<U2", List.of(2), letters);
    NpyArray vectors =
        NpyArray.of("<f8", List.of(2, 2), NpyArrayBytes.of(new double[] {1, 2, 3, 4}));
    SentenceTable table = table(Map.of("sentences", sentences, "embeddings", vectors));
    assertEquals(2, table.size());
    assertArrayEquals(new float[] {3, 4}, table.vector("up"));
    assertEquals(64, table.sha256().length());
    BadInputException absent = assertThrows(BadInputException.class, () -> table.vector("down"));
    assertTrue(absent.getMessage().contains("no vector of the sentence 'down'"));
    assertThrows(
        BadInputException.class,
        () ->
            table(Map.of("sentences", sentences, "embeddings", NpyArray.ofDoubles(new double[2]))));
    assertThrows(BadInputException.class, () -> SentenceTable.read(folder));
  }

  private SentenceTable table(Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("sentences.npz");
    Files.write(file, NpzWriter.toBytes(arrays, NpzWriter.STORED));
    return SentenceTable.read(file);
  }
}
