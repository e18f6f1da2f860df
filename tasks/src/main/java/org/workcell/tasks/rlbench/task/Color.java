package org.workcell.tasks.rlbench.task;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The twenty colours that the suite's tasks name. */
public enum Color {
  RED(1, 0, 0),
  MAROON(0.5, 0, 0),
  LIME(0, 1, 0),
  GREEN(0, 0.5, 0),
  BLUE(0, 0, 1),
  NAVY(0, 0, 0.5),
  YELLOW(1, 1, 0),
  CYAN(0, 1, 1),
  MAGENTA(1, 0, 1),
  SILVER(0.75, 0.75, 0.75),
  GRAY(0.5, 0.5, 0.5),
  ORANGE(1, 0.5, 0),
  OLIVE(0.5, 0.5, 0),
  PURPLE(0.5, 0, 0.5),
  TEAL(0, 0.5, 0.5),
  AZURE(0, 0.5, 1),
  VIOLET(0.5, 0, 1),
  ROSE(1, 0, 0.5),
  BLACK(0, 0, 0),
  WHITE(1, 1, 1);

  private final double red;
  private final double green;
  private final double blue;

  Color(double red, double green, double blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /** All colours in order. */
  public static List<Color> all() {
    return List.of(values());
  }

  /** The word that instructions use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Red, 0 to 1. */
  public double red() {
    return red;
  }

  /** Green, 0 to 1. */
  public double green() {
    return green;
  }

  /** Blue, 0 to 1. */
  public double blue() {
    return blue;
  }

  /** A variation for each colour; {@code %s} in the phrasings is the colour's word. */
  public static List<TaskVariation> variations(String... phrasings) {
    return Stream.of(values()).map(color -> color.variation(phrasings)).toList();
  }

  private TaskVariation variation(String... phrasings) {
    return new TaskVariation(
        word(), Stream.of(phrasings).map(words -> words.formatted(word())).toList());
  }

  /**
   * Another colour than this one: the {@code index}-th of the others, counted round.
   *
   * @param index 0 or more
   */
  public Color other(int index) {
    int count = values().length;
    return values()[(ordinal() + 1 + index % (count - 1)) % count];
  }
}
