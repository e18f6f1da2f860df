package org.workcell.datasets.logs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.sim.files.BadInputException;

/** Texts of mapping files. */
final class LogTexts {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)\\}");

  private LogTexts() {}

  /** Puts what the file says of itself in the place of {@code {name}}. */
  static String expand(String where, String text, RawLog log) {
    Matcher places = PLACE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (places.find()) {
      String name = places.group(1);
      String value = log.texts().get(name);
      if (value == null && log.constants().containsKey(name)) {
        value = String.valueOf(log.constants().get(name));
      }
      if (value == null) {
        throw new BadInputException(
            "%s: robot: %s says nothing of '%s'; it has %s"
                .formatted(where, log.file().getFileName(), name, log.texts().keySet()));
      }
      places.appendReplacement(expanded, Matcher.quoteReplacement(CellText.brief(value)));
    }
    return places.appendTail(expanded).toString();
  }

  /** Whether a name of an 'ignore' list means a column: its name, or that before its index. */
  static boolean covers(String name, String column) {
    return name.equals(column) || column.startsWith(name + "[");
  }
}
