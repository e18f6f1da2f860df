package org.workcell.datasets.logs;

import java.util.regex.Pattern;
import org.workcell.sim.files.BadInputException;

/** Names of logs, which are names of files, too. */
final class LogNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");

  private LogNames() {}

  /** Replaces what a name of a log may not have by underscores. */
  static String clean(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._+-]+", "_").replaceAll("^[^A-Za-z0-9]+", "");
    String some = plain.isEmpty() ? "log" : plain;
    return some.length() <= 128 ? some : some.substring(0, 128);
  }

  /** Refuses a name that could be a path or something that shells read otherwise. */
  static void require(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new BadInputException(
          "'%s' is no name of a log; use at most 128 letters, digits and . _ + -"
              .formatted(name == null ? "" : CellText.brief(name)));
    }
  }
}
