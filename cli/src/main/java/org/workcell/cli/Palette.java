package org.workcell.cli;

import java.awt.Color;

/** Colours for numbers, as 0xRRGGBB. */
final class Palette {

  /** From near to far, each darker than the one before, for the colour-blind, too. */
  private static final int[] NEAR_TO_FAR = {0xfde725, 0x5ec962, 0x21918c, 0x3b528b, 0x440154};

  /** Multiples of the golden section of a turn lie far apart, however many there are. */
  private static final double GOLDEN = 0.618033988749895;

  private static final float[] BRIGHTNESS = {0.95f, 0.75f, 0.55f};

  private Palette() {}

  /** A place between near (0) and far (1). */
  static int blend(double share) {
    double place = Math.max(0, Math.min(1, share)) * (NEAR_TO_FAR.length - 1);
    int first = Math.min((int) place, NEAR_TO_FAR.length - 2);
    double second = place - first;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = NEAR_TO_FAR[first] >> shift & 0xFF;
      int to = NEAR_TO_FAR[first + 1] >> shift & 0xFF;
      colour |= (int) Math.round(from + second * (to - from)) << shift;
    }
    return colour;
  }

  /** The colour of a number, unlike those of the numbers near it. */
  static int distinct(int number) {
    float hue = (float) (number * GOLDEN % 1);
    return Color.HSBtoRGB(hue, 0.65f, BRIGHTNESS[number % BRIGHTNESS.length]) & 0xFFFFFF;
  }
}
