package org.workcell.sim2real.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.records.Json;

/**
 * What a file says of its columns besides their names: names of components, whether times are row
 * numbers, at which rate rows come. Keys are those of the formats in {@code docs/log-formats.md}.
 */
final class DraftTexts {

  private static final Pattern COMPONENT = Pattern.compile("(.+)\\[(\\d+)\\]");
  private static final String NAMES = ".names";
  private static final String CLOCK = "clock";
  private static final String RATE = "fps";

  /** Columns by which data sets count rows and episodes. */
  private static final Set<String> COUNTERS =
      Set.of("frame_index", "episode_index", "index", "task_index");

  private final RawLog log;
  private final Map<String, JsonNode> names = new HashMap<>();

  DraftTexts(RawLog log) {
    this.log = log;
    log.texts()
        .forEach(
            (key, text) -> {
              if (key.endsWith(NAMES)) {
                names.put(key.substring(0, key.length() - NAMES.length()), array(text));
              }
            });
  }

  /** An array; one without elements where the text is something else. */
  private static JsonNode array(String text) {
    try {
      JsonNode found = Json.mapper().readTree(text);
      return found != null && found.isArray() ? found : Json.mapper().createArrayNode();
    } catch (JsonProcessingException e) {
      return Json.mapper().createArrayNode();
    }
  }

  /** What the name of a column says, and that of its component where there is one. */
  ColumnName meaning(String column) {
    Matcher matcher = COMPONENT.matcher(column);
    if (matcher.matches() && names.containsKey(matcher.group(1))) {
      String component =
          names.get(matcher.group(1)).path(Integer.parseInt(matcher.group(2))).asText("");
      if (!component.isEmpty()) {
        return ColumnName.of(column, matcher.group(1), component);
      }
    }
    return ColumnName.of(column);
  }

  /** Whether the file says that a column of times is made from row numbers. */
  boolean isNominal(String column) {
    return log.texts().getOrDefault(CLOCK, "").startsWith("nominal: %s ".formatted(column));
  }

  /** Rows in a second, where the file says so. */
  OptionalDouble rateHz() {
    Double rate = log.constants().get(RATE);
    return rate == null || !(rate > 0) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** Whether a column or constant only counts rows, or says how many there are in a second. */
  boolean isCounter(String name) {
    boolean ofSet = log.texts().containsKey("codebase_version");
    return ofSet && (COUNTERS.contains(name) || name.equals(RATE) || isNominal(name));
  }
}
