package org.workcell.video;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFormatTest {

  private static VideoFormat format(int width, int height) {
    return VideoFormat.faithful(width, height, null);
  }

  @ParameterizedTest
  @CsvSource({"0, 480", "640, 0", "641, 480", "640, 481", "14, 16", "4000, 16", "3840, 2162"})
  void sizesThatTheEncoderDoesNotTakeAreRefused(int width, int height) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> format(width, height)).getMessage();
    assertTrue(message.contains("even numbers of 16 to 3840"), message);
  }

  @Test
  void largeOnesArePossible() {
    assertDoesNotThrow(() -> format(3840, 2160));
    assertDoesNotThrow(() -> format(2160, 3840));
  }
}
