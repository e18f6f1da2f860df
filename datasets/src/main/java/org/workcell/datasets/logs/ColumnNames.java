package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;

/**
 * Names of columns as mapping files write them: {@code q[0..5]} is six of them, {@code {joint}.pos}
 * and {@code q[{i}]} one for each joint, by its name or its number from 0.
 */
final class ColumnNames {

  /** Stands for a component that the log does not have. */
  static final String NONE = "-";

  private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d{1,4})\\.\\.(\\d{1,4})\\](.*)");
  private static final String JOINT = "{joint}";
  private static final String INDEX = "{i}";
  private static final int MOST = 4096;

  private ColumnNames() {}

  /** The names under {@code columns} (a text or a list of texts). */
  static List<String> read(Fields fields, List<String> joints) {
    List<String> written =
        fields.isList("columns") ? fields.texts("columns") : List.of(fields.text("columns"));
    List<String> names = new ArrayList<>();
    for (String each : written) {
      add(names, fields.where(), each, joints);
    }
    return names;
  }

  private static void add(List<String> names, String where, String text, List<String> joints) {
    if (text.contains(JOINT) || text.contains(INDEX)) {
      for (int i = 0; i < joints.size(); i++) {
        names.add(text.replace(JOINT, joints.get(i)).replace(INDEX, String.valueOf(i)));
      }
      return;
    }
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      names.add(text);
      return;
    }
    int first = Integer.parseInt(range.group(2));
    int last = Integer.parseInt(range.group(3));
    if (last < first || last - first >= MOST) {
      throw new BadInputException(
          "%s: '%s' must be a range from a lower to a higher number".formatted(where, text));
    }
    for (int i = first; i <= last; i++) {
      names.add(range.group(1) + "[" + i + "]" + range.group(4));
    }
  }
}
