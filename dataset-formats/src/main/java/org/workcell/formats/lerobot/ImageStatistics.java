package org.workcell.formats.lerobot;

import java.util.List;

/** Statistics of all pixels of images, for each colour, where 255 counts as 1. Exact. */
final class ImageStatistics implements Statistics.Collector {

  private static final int CHANNELS = 3;
  private static final int VALUES = 256;
  private static final double WHITE = 255;

  private final long[][] histogram = new long[CHANNELS][VALUES];
  private long count;

  void add(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += CHANNELS) {
      histogram[0][rgb[i] & 0xFF]++;
      histogram[1][rgb[i + 1] & 0xFF]++;
      histogram[2][rgb[i + 2] & 0xFF]++;
    }
    count++;
  }

  /** Adds all images of others. */
  void add(ImageStatistics others) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int value = 0; value < VALUES; value++) {
        histogram[channel][value] += others.histogram[channel][value];
      }
    }
    count += others.count;
  }

  @Override
  public Statistics get() {
    double[][] columns = new double[Statistics.NAMES.size()][CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      long[] counts = histogram[channel];
      long pixels = 0;
      double sum = 0;
      for (int value = 0; value < VALUES; value++) {
        pixels += counts[value];
        sum += (double) counts[value] * value;
      }
      double mean = sum / pixels;
      double squares = 0;
      for (int value = 0; value < VALUES; value++) {
        squares += counts[value] * (value - mean) * (value - mean);
      }
      columns[0][channel] = atRank(counts, 0) / WHITE;
      columns[1][channel] = atRank(counts, pixels - 1) / WHITE;
      columns[2][channel] = mean / WHITE;
      columns[3][channel] = Math.sqrt(squares / pixels) / WHITE;
      for (int q = 0; q < Statistics.QUANTILES.size(); q++) {
        columns[4 + q][channel] = quantile(counts, pixels, Statistics.QUANTILES.get(q)) / WHITE;
      }
    }
    return Statistics.of(List.of(CHANNELS, 1, 1), columns, count);
  }

  private static double quantile(long[] counts, long pixels, double fraction) {
    double rank = fraction * (pixels - 1);
    long below = (long) rank;
    int lower = atRank(counts, below);
    int upper = atRank(counts, Math.min(below + 1, pixels - 1));
    return lower + (rank - below) * (upper - lower);
  }

  private static int atRank(long[] counts, long rank) {
    long left = rank;
    int value = 0;
    while (value < VALUES - 1 && left >= counts[value]) {
      left -= counts[value];
      value++;
    }
    return value;
  }
}
