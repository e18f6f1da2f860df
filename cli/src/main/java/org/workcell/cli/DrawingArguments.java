package org.workcell.cli;

import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Option;

/** The options that say what images look like; absent ones are null. */
final class DrawingArguments {

  private static final String STANDARD_SIZE = "640x480";

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description = "A camera of the scene (default: one that shows the whole scene).")
  String camera;

  @Option(
      names = "--view-size",
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
    ImageSize pixels = ImageSize.parse("--view-size", size == null ? STANDARD_SIZE : size);
    try {
      return reader.of(pixels.widthPixels(), pixels.heightPixels());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
