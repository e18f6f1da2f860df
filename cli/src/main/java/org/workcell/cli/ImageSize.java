package org.workcell.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.sim.files.BadInputException;

/**
 * Width and height as they are written on a command line, like {@code 640x480}, or {@code 84} for a
 * square.
 *
 * @param widthPixels not checked yet
 * @param heightPixels not checked yet
 */
record ImageSize(int widthPixels, int heightPixels) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:x(\\d{1,6}))?");

  /**
   * Reads what is written behind an option.
   *
   * @throws BadInputException if it is not a size
   */
  static ImageSize parse(String option, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadInputException(
          "%s '%s' is not a size; write width and height in pixels, like 640x480, or 84 for a square"
              .formatted(option, text));
    }
    int width = Integer.parseInt(matcher.group(1));
    String height = matcher.group(2);
    return new ImageSize(width, height == null ? width : Integer.parseInt(height));
  }
}
