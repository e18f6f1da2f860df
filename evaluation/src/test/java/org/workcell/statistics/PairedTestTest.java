package org.workcell.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.statistics.PairedTest.Verdict;

class PairedTestTest {

  /** Two-sided exact p values: sums of the binomial distribution with probability one half. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "3, 3, 1",
    "5, 0, 0.0625",
    "6, 0, 0.03125",
    "0, 6, 0.03125",
    "2, 8, 0.109375",
    "25, 5, 0.00032491",
  })
  void pValuesAreExact(int lost, int gained, double pValue) {
    assertEquals(pValue, PairedTest.of(lost, gained).pValue(), 5e-9);
  }

  /** 450 and 430 successes of 500: the intervals overlap, and 25 of 30 changes are losses. */
  @Test
  void episodesThatChangedDecideAndNotIntervals() {
    assertEquals(Verdict.WORSE, PairedTest.of(25, 5).verdict());
    assertEquals(Verdict.BETTER, PairedTest.of(5, 25).verdict());
    assertEquals(Verdict.NOT_DISTINGUISHABLE, PairedTest.of(60, 40).verdict());
    assertEquals(Verdict.NOT_DISTINGUISHABLE, PairedTest.of(0, 0).verdict());
  }

  @Test
  void negativeCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> PairedTest.of(-1, 3));
    assertThrows(IllegalArgumentException.class, () -> PairedTest.of(3, -1));
  }
}
