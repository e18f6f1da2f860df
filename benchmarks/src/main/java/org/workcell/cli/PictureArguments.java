package org.workcell.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.evaluation.BadInputException;
import picocli.CommandLine.Option;

/** The options that say what pictures look like; absent ones are null. */
final class PictureArguments {

  private static final String STANDARD_SIZE = "640x480";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "A camera of the scene (default: one that shows the whole scene).")
  String camera;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Width and height in pixels (default: " + STANDARD_SIZE + ").")
  String size;

  /** Makes something of a width and a height. */
  @FunctionalInterface
  interface SizeReader<T> {

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the size is not possible
     */
    T of(int widthPixels, int heightPixels);
  }

  /**
   * What has the chosen size.
   *
   * @throws BadInputException if it is no size, or not a possible one
   */
  <T> T sized(SizeReader<T> reader) {
    String chosen = size == null ? STANDARD_SIZE : size;
    Matcher matcher = SIZE.matcher(chosen);
    if (!matcher.matches()) {
      throw new BadInputException(
          "--size '%s' is not a size; write width and height in pixels, like 640x480"
              .formatted(chosen));
    }
    try {
      return reader.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
