package org.workcell.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTimesTest {

  @ParameterizedTest
  @CsvSource({
    "0.0125, 30, 3",
    "0.0125, 15, 6",
    "0.08, 15, 1",
    "0.02, 30, 2",
    "0.08, 30, 1",
    "0.05, 30, 1",
    "0.0333333333333333, 30, 1",
    "0.002, 30, 17",
    "0.01, 30, 4",
  })
  void thereAreAtMostSoManyFramesASecond(double period, int most, int stepsPerFrame) {
    FrameTimes times = new FrameTimes(period, 100, most);
    assertEquals(stepsPerFrame, times.stepsPerFrame());
    assertTrue(1 / times.frameSeconds() < most + 0.001);
    assertEquals(5 * period, times.startSeconds(5));
  }

  @Test
  void theFirstAndTheLastStepAreAlwaysShown() {
    assertEquals(List.of(0, 3, 6, 9, 10), shown(10));
    assertEquals(List.of(0, 3, 6, 9), shown(9));
    assertEquals(List.of(0), shown(0));
    assertEquals(List.of(0, 1), shown(1));
  }

  private static List<Integer> shown(int lastStep) {
    FrameTimes times = new FrameTimes(0.0125, lastStep, 30);
    assertTrue(times.shows(times.middleStep()), "the middle is one of them");
    return IntStream.range(0, 100).filter(times::shows).boxed().toList();
  }
}
