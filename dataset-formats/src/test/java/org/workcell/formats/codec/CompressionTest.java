package org.workcell.formats.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {

  private static final int LENGTH = 150_000;

  /** What {@code linked.lz4} holds, which liblz4 wrote with blocks that refer to each other. */
  private static byte[] plain() {
    byte[] plain = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      plain[i] = (byte) (i % 251 + (i >> 13));
    }
    return plain;
  }

  private static byte[] linked() throws IOException {
    try (InputStream in = CompressionTest.class.getResourceAsStream("linked.lz4")) {
      return in.readAllBytes();
    }
  }

  @Test
  void blocksOfAFrameMayReferToOthers() throws IOException {
    byte[] packed = linked();
    assertArrayEquals(plain(), Compression.LZ4_FRAME.decompress(packed, 0, packed.length, LENGTH));
  }

  @Test
  void aLengthThatWasNotAnnouncedIsRefused() throws IOException {
    byte[] packed = linked();
    for (int expected : new int[] {0, LENGTH - 1, LENGTH + 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Compression.LZ4_FRAME.decompress(packed, 0, packed.length, expected));
    }
  }

  /** A block of one literal and a copy of what is not there. */
  @Test
  void copiesFromBeforeTheStartAreRefused() {
    byte[] packed = HexFormat.of().parseHex("1041ffff0041");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Compression.LZ4_BLOCK.decompress(packed, 0, packed.length, 100));
    assertTrue(refused.getMessage().contains("bytes that are not there"), refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void noiseIsRefused(Compression compression) {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      byte[] noise = new byte[1 + random.nextInt(300)];
      random.nextBytes(noise);
      assertThrows(
          IllegalArgumentException.class,
          () -> compression.decompress(noise, 0, noise.length, 100_000));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              compression.decompress(
                  Arrays.copyOf(noise, noise.length + 8), 0, noise.length, noise.length + 7));
    }
  }
}
