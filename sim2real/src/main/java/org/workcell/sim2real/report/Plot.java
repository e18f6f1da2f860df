package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.html.Html;

/**
 * A plot of lines, points and intervals as inline SVG. Styles differ by colour (Okabe and Ito, safe
 * for colour-blind readers) and by dashes or marks, so that they also part in black and white.
 */
final class Plot {

  /** What a series shows. */
  enum Style {
    MEASURED("measured", "#111111", ""),
    MODEL("with parameters", "#d55e00", ""),
    NOMINAL("nominal model", "#0072b2", "5 3"),
    STILL("holding still", "#5a5a5a", "1.5 2.5");

    final String label;
    final String colour;
    final String dashes;

    Style(String label, String colour, String dashes) {
      this.label = label;
      this.colour = colour;
      this.dashes = dashes;
    }
  }

  private static final int WIDTH = 460;
  private static final int HEIGHT = 210;
  private static final int LEFT = 62;
  private static final int RIGHT = 12;
  private static final int TOP = 24;
  private static final int BOTTOM = 40;
  private static final int MOST_POINTS = 400;

  /** A line that may leave the plot widens it by at most this share of its height. */
  private static final double ROOM_FOR_OTHERS = 0.5;

  private record Series(Style style, boolean line, double[] x, double[] y) {}

  private record Whisker(Style style, double x, double low, double high) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Series> series = new ArrayList<>();
  private final List<Series> leaving = new ArrayList<>();
  private final List<Whisker> whiskers = new ArrayList<>();
  private final List<String> categories = new ArrayList<>();
  private double xLow = Double.POSITIVE_INFINITY;
  private double xHigh = Double.NEGATIVE_INFINITY;
  private double yLow = Double.POSITIVE_INFINITY;
  private double yHigh = Double.NEGATIVE_INFINITY;

  Plot(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /** Names in the place of numbers on the x axis: at 0, 1, ... */
  Plot categories(List<String> names) {
    categories.addAll(names);
    include(-0.5, Double.NaN);
    include(names.size() - 0.5, 0);
    return this;
  }

  /** A line; broken where a value is missing. */
  Plot line(Style style, double[] x, double[] y) {
    return add(new Series(style, true, x, y));
  }

  /** A line that is drawn as far as it stays near the others. */
  Plot lineWithin(Style style, double[] x, double[] y) {
    leaving.add(new Series(style, true, x, y));
    return this;
  }

  /** Points. */
  Plot points(Style style, double[] x, double[] y) {
    return add(new Series(style, false, x, y));
  }

  /** An interval. */
  Plot whisker(Style style, double x, double low, double high) {
    if (Double.isFinite(low) && Double.isFinite(high)) {
      whiskers.add(new Whisker(style, x, low, high));
      include(x, low);
      include(x, high);
    }
    return this;
  }

  private Plot add(Series one) {
    series.add(one);
    for (int i = 0; i < one.x.length; i++) {
      include(one.x[i], one.y[i]);
    }
    return this;
  }

  private void include(double x, double y) {
    if (Double.isFinite(x)) {
      xLow = Math.min(xLow, x);
      xHigh = Math.max(xHigh, x);
    }
    if (Double.isFinite(y)) {
      yLow = Math.min(yLow, y);
      yHigh = Math.max(yHigh, y);
    }
  }

  /** The plot. */
  String svg() {
    addLeaving();
    widen();
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Html.escape(title)));
    text(out, LEFT, 14, "start", "title", title);
    axes(out);
    for (Series one : series) {
      if (one.line) {
        path(out, one);
      } else {
        dots(out, one);
      }
    }
    for (Whisker one : whiskers) {
      out.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %.1fV%.1fm-3 0h6M%.1f %.1fh6\" stroke=\"%s\" stroke-width=\"1.5\""
                  + " fill=\"none\"/>\n",
              px(one.x),
              py(one.low),
              py(one.high),
              px(one.x) - 3,
              py(one.low),
              one.style.colour));
    }
    return out.append("</svg>\n").toString();
  }

  private void addLeaving() {
    double room = ROOM_FOR_OTHERS * Math.max(yHigh - yLow, 1e-9);
    double low = yLow - room;
    double high = yHigh + room;
    for (Series one : leaving) {
      double[] near = one.y.clone();
      for (int i = 0; i < near.length; i++) {
        if (near[i] < low || near[i] > high) {
          // All after this is far away, too, or would cross the plot as a wild line.
          Arrays.fill(near, i, near.length, Double.NaN);
        }
      }
      add(new Series(one.style, true, one.x, near));
    }
    leaving.clear();
  }

  private void widen() {
    if (!(xLow <= xHigh)) {
      xLow = 0;
      xHigh = 1;
    }
    if (!(yLow <= yHigh)) {
      yLow = 0;
      yHigh = 1;
    }
    double x = xHigh - xLow;
    double y = yHigh - yLow;
    xHigh += x == 0 ? 0.5 : 0;
    double room = y == 0 ? Math.max(1e-6, 0.1 * Math.abs(yHigh)) : 0.04 * y;
    yLow = categories.isEmpty() ? yLow - room : Math.min(0, yLow);
    yHigh += room;
  }

  private double px(double x) {
    return LEFT + (x - xLow) / (xHigh - xLow) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double y) {
    return HEIGHT - BOTTOM - (y - yLow) / (yHigh - yLow) * (HEIGHT - TOP - BOTTOM);
  }

  private void axes(StringBuilder out) {
    double bottom = HEIGHT - BOTTOM;
    double step = step(yHigh - yLow, 4);
    for (double tick = Math.ceil(yLow / step) * step; tick <= yHigh; tick += step) {
      line(out, LEFT, py(tick), WIDTH - RIGHT, py(tick), "#dcdcdc");
      text(out, LEFT - 6, py(tick) + 4, "end", "tick", label(tick, step));
    }
    if (categories.isEmpty()) {
      double across = step(xHigh - xLow, 6);
      for (double tick = Math.ceil(xLow / across) * across; tick <= xHigh; tick += across) {
        line(out, px(tick), bottom, px(tick), bottom + 4, "#333333");
        text(out, px(tick), bottom + 15, "middle", "tick", label(tick, across));
      }
    }
    for (int i = 0; i < categories.size(); i++) {
      text(out, px(i), bottom + 15, "middle", "tick", categories.get(i));
    }
    line(out, LEFT, bottom, WIDTH - RIGHT, bottom, "#333333");
    line(out, LEFT, TOP, LEFT, bottom, "#333333");
    text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "label", xLabel);
    out.append(
        "<text class=\"label\" transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
            .formatted((TOP + HEIGHT - BOTTOM) / 2, Html.escape(yLabel)));
  }

  /** 1, 2 or 5 times a power of ten, so that there are about so many ticks. */
  static double step(double range, int ticks) {
    double rough = range / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
  }

  private static String label(double tick, double step) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    String text = String.format(Locale.ROOT, "%." + Math.min(7, decimals) + "f", tick);
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }

  private void path(StringBuilder out, Series one) {
    int each = Math.max(1, one.x.length / MOST_POINTS);
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < one.x.length; i += each) {
      boolean known = Double.isFinite(one.x[i]) && Double.isFinite(one.y[i]);
      if (known) {
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", px(one.x[i]), py(one.y[i])));
      }
      pen = known;
    }
    String dashes =
        one.style.dashes.isEmpty() ? "" : " stroke-dasharray=\"%s\"".formatted(one.style.dashes);
    out.append(
        "<path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s fill=\"none\"/>\n"
            .formatted(path, one.style.colour, one.style == Style.MEASURED ? "2" : "1.5", dashes));
  }

  private void dots(StringBuilder out, Series one) {
    for (int i = 0; i < one.x.length; i++) {
      if (Double.isFinite(one.x[i]) && Double.isFinite(one.y[i])) {
        out.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" fill=\"%s\"/>\n",
                px(one.x[i]),
                py(one.y[i]),
                categories.isEmpty() ? "1.2" : "3.5",
                one.style.colour));
      }
    }
  }

  private static void line(
      StringBuilder out, double x1, double y1, double x2, double y2, String colour) {
    out.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" fill=\"none\"/>\n",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  private static void text(
      StringBuilder out, double x, double y, String anchor, String kind, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            kind,
            x,
            y,
            anchor,
            Html.escape(text)));
  }

  /** Plots beside each other. */
  static String grid(List<Plot> plots) {
    StringBuilder all = new StringBuilder("<div class=\"plots\">\n");
    plots.forEach(plot -> all.append(plot.svg()));
    return all.append("</div>\n").toString();
  }

  /** What the styles mean. */
  static String legend(Style... styles) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (Style style : styles) {
      legend.append(
          "<span><svg width=\"34\" height=\"10\" aria-hidden=\"true\"><path d=\"M1 5h32\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/></svg> %s</span> "
              .formatted(style.colour, style.dashes, style.label));
    }
    return legend.append("</p>\n").toString();
  }
}
