package org.workcell.datasets.logs;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;

/**
 * Names of the joints: a list, or a pattern for as many as a column has components.
 *
 * @param fixed the list; empty for a pattern
 * @param pattern a text with {@code {i}}
 * @param countOf the column
 */
record JointNames(List<String> fixed, String pattern, String countOf) {

  private static final int MOST = 512;

  static JointNames read(Fields fields) {
    if (fields.isList("joints")) {
      List<String> names = fields.texts("joints");
      if (names.size() > MOST || names.stream().distinct().count() < names.size()) {
        throw new BadInputException(
            "%s: 'joints' must be at most %d names, each once".formatted(fields.where(), MOST));
      }
      names.forEach(name -> requireName(fields.where(), name));
      return new JointNames(names, "", "");
    }
    Fields own = fields.fields("joints");
    String pattern = own.text("name");
    String countOf = own.text("count_of");
    own.requireNothingElse();
    requireName(own.where(), pattern.replace("{i}", "0"));
    if (!pattern.contains("{i}")) {
      throw new BadInputException("%s: 'name' must have {i} in it".formatted(own.where()));
    }
    return new JointNames(List.of(), pattern, countOf);
  }

  private static void requireName(String where, String name) {
    if (name.isBlank() || name.length() > 128 || name.matches(".*\\p{Cntrl}.*")) {
      throw new BadInputException(
          "%s: '%s' is no name of a joint".formatted(where, CellText.brief(name)));
    }
  }

  boolean isFixed() {
    return !fixed.isEmpty();
  }

  /** The names for a log, which a list does not need. */
  List<String> names(RawLog log) {
    if (isFixed()) {
      return fixed;
    }
    int count = 0;
    while (log.columns().containsKey("%s[%d]".formatted(countOf, count)) && count < MOST) {
      count++;
    }
    if (count == 0) {
      throw new BadInputException(
          "joints: %s has no column '%s[0]' to count; it has %s"
              .formatted(log.file().getFileName(), countOf, RawColumns.names(log)));
    }
    return IntStream.range(0, count)
        .mapToObj(i -> pattern.replace("{i}", String.valueOf(i)))
        .toList();
  }
}
