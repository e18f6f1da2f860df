package org.workcell.randomization;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * Images that are computed instead of shipped. Every one tiles without seams; the same on every
 * machine.
 */
final class ProceduralTextures {

  private static final int SIDE = ImagePool.PIXELS;
  private static final int PATTERN_IMAGES = 16;

  /** Brightness of a pattern, 0 to 1, at a place of the unit square. */
  @FunctionalInterface
  private interface Pattern {
    double at(double u, double v, double noise);
  }

  private static final List<Pattern> PATTERNS =
      List.of(
          ProceduralTextures::planks,
          ProceduralTextures::tiles,
          ProceduralTextures::carpet,
          ProceduralTextures::checks,
          ProceduralTextures::waves,
          ProceduralTextures::rings,
          ProceduralTextures::speckles,
          ProceduralTextures::bricks,
          ProceduralTextures::stripes,
          ProceduralTextures::dots,
          ProceduralTextures::diamonds,
          ProceduralTextures::shelves);

  private ProceduralTextures() {}

  static List<byte[]> of(ImagePool.Builtin pool) {
    return switch (pool) {
      case FLOOR ->
          List.of(
              image(ProceduralTextures::planks, 0x5a3d28, 0xa9794d, 1),
              image(ProceduralTextures::tiles, 0x8d9298, 0xd9dcde, 2),
              image(ProceduralTextures::carpet, 0x6b2f3a, 0x9a5560, 3));
      case TABLE ->
          List.of(
              image(ProceduralTextures::checks, 0xb8343a, 0xf2ece2, 4),
              image(ProceduralTextures::waves, 0xcfcac2, 0xf7f5f0, 5),
              image(ProceduralTextures::rings, 0x1d1f22, 0x5d6166, 6),
              image(ProceduralTextures::speckles, 0x7c8a7d, 0xdfe4d8, 7));
      case WALL ->
          List.of(
              image(ProceduralTextures::bricks, 0xd8cfc4, 0x9c4a36, 8),
              image(ProceduralTextures::stripes, 0xe9e3cf, 0x7ea3a8, 9),
              image(ProceduralTextures::tiles, 0xb9c8cf, 0xf4f8fa, 10),
              image(ProceduralTextures::planks, 0x3f4a3f, 0x7d8f78, 11),
              image(ProceduralTextures::dots, 0xf4d9d0, 0xc97b63, 12),
              image(ProceduralTextures::diamonds, 0x2f3e5c, 0x6b7fa6, 13),
              image(ProceduralTextures::shelves, 0x4a3526, 0xc9b08c, 14),
              image(ProceduralTextures::speckles, 0xeceae6, 0xfbfbfa, 15));
      case PATTERNS -> patterns();
    };
  }

  private static List<byte[]> patterns() {
    RandomStream colors = new RandomStream(0x636f6c6f7273L);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < PATTERN_IMAGES; i++) {
      int dark = colors.nextInt(1 << 24);
      int bright = colors.nextInt(1 << 24);
      images.add(image(PATTERNS.get(i % PATTERNS.size()), dark, bright, 100 + i));
    }
    return images;
  }

  private static byte[] image(Pattern pattern, int dark, int bright, long seed) {
    RandomStream noise = new RandomStream(seed);
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double share = pattern.at((column + 0.5) / SIDE, (row + 0.5) / SIDE, noise.nextDouble());
        for (int channel = 0; channel < 3; channel++) {
          int low = dark >> (16 - 8 * channel) & 0xFF;
          int high = bright >> (16 - 8 * channel) & 0xFF;
          double clamped = Math.max(0, Math.min(1, share));
          rgb[3 * (row * SIDE + column) + channel] =
              (byte) Math.round(low + (high - low) * clamped);
        }
      }
    }
    return rgb;
  }

  private static double fraction(double value) {
    return value - Math.floor(value);
  }

  private static double wave(double turns) {
    return 0.5 + 0.5 * StrictMath.sin(2 * Math.PI * turns);
  }

  private static double planks(double u, double v, double noise) {
    int board = (int) (4 * v);
    double along = fraction(u + 0.37 * board);
    boolean seam = fraction(4 * v) < 0.05 || along < 0.012;
    return seam ? 0 : 0.35 + 0.15 * (board % 3) + 0.2 * wave(3 * v + 0.2 * wave(u)) + 0.15 * noise;
  }

  private static double tiles(double u, double v, double noise) {
    boolean joint = fraction(4 * u) < 0.06 || fraction(4 * v) < 0.06;
    return joint ? 0 : 0.85 + 0.15 * noise;
  }

  private static double carpet(double u, double v, double noise) {
    return 0.2 + 0.3 * wave(16 * u) * wave(16 * v) + 0.5 * noise;
  }

  private static double checks(double u, double v, double noise) {
    boolean first = fraction(4 * u) < 0.5;
    boolean second = fraction(4 * v) < 0.5;
    return (first ? 0.5 : 0) + (second ? 0.5 : 0) - 0.05 * noise;
  }

  private static double waves(double u, double v, double noise) {
    return 0.9 * wave(2 * u + 0.6 * wave(v) + 0.3 * wave(3 * v + u)) + 0.1 * noise;
  }

  private static double rings(double u, double v, double noise) {
    double x = fraction(2 * u) - 0.5;
    double y = fraction(2 * v) - 0.5;
    double radius = StrictMath.sqrt(x * x + y * y);
    return radius < 0.42 ? wave(9 * radius) : 0.1 * noise;
  }

  private static double speckles(double u, double v, double noise) {
    return noise > 0.9 ? 0 : 0.8 + 0.2 * wave(u) * wave(v);
  }

  private static double bricks(double u, double v, double noise) {
    int row = (int) (8 * v);
    double along = fraction(4 * u + 0.5 * (row % 2));
    boolean mortar = along < 0.05 || fraction(8 * v) < 0.1;
    return mortar ? 0 : 0.8 + 0.2 * noise;
  }

  private static double stripes(double u, double v, double noise) {
    return fraction(6 * u) < 0.5 ? 0.05 * noise : 0.9 + 0.1 * noise;
  }

  private static double dots(double u, double v, double noise) {
    double x = fraction(6 * u) - 0.5;
    double y = fraction(6 * v) - 0.5;
    return x * x + y * y < 0.07 ? 1 - 0.1 * noise : 0.1 * noise;
  }

  private static double diamonds(double u, double v, double noise) {
    double x = Math.abs(fraction(4 * u) - 0.5);
    double y = Math.abs(fraction(4 * v) - 0.5);
    return x + y < 0.4 ? 0.9 + 0.1 * noise : 0.1 * noise;
  }

  private static double shelves(double u, double v, double noise) {
    boolean board = fraction(3 * v) < 0.1;
    int book = (int) (24 * u) * 7 % 5;
    return board ? 0 : fraction(24 * u) < 0.12 ? 0.1 : 0.3 + 0.15 * book + 0.05 * noise;
  }
}
