package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.List;
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

  /** Refuses texts for people that could do more than be read, and joints with the same name. */
  static void requireTexts(String where, LogMeta meta) {
    List<String> texts = new ArrayList<>(meta.jointNames());
    texts.add(meta.robot());
    texts.add(meta.sourceFile());
    texts.add(meta.sourceSha256());
    texts.addAll(meta.constants().keySet());
    for (String text : texts) {
      if (text == null || text.length() > 256 || text.matches("(?s).*\\p{Cntrl}.*")) {
        throw new BadInputException(
            "%s: a name is missing, longer than 256 characters or has control characters"
                .formatted(where));
      }
    }
    if (meta.jointNames().stream().distinct().count() < meta.joints()) {
      throw new BadInputException("%s names a joint twice".formatted(where));
    }
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
