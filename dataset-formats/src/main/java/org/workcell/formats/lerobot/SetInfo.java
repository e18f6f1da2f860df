package org.workcell.formats.lerobot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.BadInputException;

/** What {@code meta/info.json} says of a set. Paths that it gives stay in the set's folder. */
final class SetInfo {

  static final String PATH = "meta/info.json";

  private static final int MOST_BYTES = 1 << 24;
  private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::0?(\\d{1,2})d)?}");

  private final Path root;
  private final JsonNode json;

  private SetInfo(Path root, JsonNode json) {
    this.root = root;
    this.json = json;
  }

  static SetInfo read(Path root) throws IOException {
    Path path = root.resolve(PATH);
    if (Files.size(path) > MOST_BYTES) {
      throw new BadInputException(
          "'%s' has %d bytes; %d are read at most".formatted(path, Files.size(path), MOST_BYTES));
    }
    try {
      JsonNode json = Json.mapper().readTree(Files.readString(path, StandardCharsets.UTF_8));
      if (json == null || !json.isObject()) {
        throw new BadInputException("'%s' is no JSON object".formatted(path));
      }
      return new SetInfo(root, json);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new BadInputException("'%s' is not sound JSON (%s)".formatted(path, e.getMessage()), e);
    }
  }

  Path root() {
    return root;
  }

  /** As written, such as {@code v2.1}; empty where it is missing. */
  String version() {
    return json.path("codebase_version").asText("");
  }

  Optional<String> robotType() {
    return Optional.ofNullable(json.path("robot_type").textValue());
  }

  Optional<Double> framesPerSecond() {
    JsonNode rate = json.path("fps");
    return rate.isNumber() && rate.asDouble() > 0 && Double.isFinite(rate.asDouble())
        ? Optional.of(rate.asDouble())
        : Optional.empty();
  }

  Optional<String> dataPath() {
    return Optional.ofNullable(json.path("data_path").textValue());
  }

  long chunkEpisodes() {
    return Math.max(1, json.path("chunks_size").asLong(LeRobotSet.CHUNK_FILES));
  }

  /** The types of features that are no numbers of the tables, by name. */
  Map<String, String> images() {
    Map<String, String> all = new TreeMap<>();
    json.path("features")
        .properties()
        .forEach(
            each -> {
              String type = each.getValue().path("dtype").asText();
              if (type.equals(Feature.VIDEO) || type.equals(Feature.IMAGE)) {
                all.put(each.getKey(), type);
              }
            });
    return all;
  }

  /**
   * Names of a feature's components: a list, lists by the name of their group, or numbers by name.
   * Empty where they are not as many as the components.
   */
  List<String> names(String feature, int width) {
    JsonNode names = json.path("features").path(feature).path("names");
    List<String> all = new ArrayList<>();
    if (names.isArray()) {
      addTexts(names, all);
    } else if (names.isObject() && !names.isEmpty() && names.elements().next().isArray()) {
      names.elements().forEachRemaining(group -> addTexts(group, all));
    } else if (names.isObject()) {
      names.properties().stream()
          .filter(each -> each.getValue().isInt())
          .sorted(java.util.Comparator.comparingInt(each -> each.getValue().asInt()))
          .forEach(each -> all.add(each.getKey()));
    }
    return all.size() == width ? all : List.of();
  }

  private static void addTexts(JsonNode from, List<String> to) {
    from.forEach(
        each -> {
          if (each.isArray()) {
            addTexts(each, to);
          } else if (each.isTextual()) {
            to.add(each.textValue());
          }
        });
  }

  /**
   * A path from a template with fields such as <code>{episode_index:06d}</code>.
   *
   * @throws BadInputException if it leads out of the set or has an unknown field
   */
  Path file(String template, Map<String, Long> values) {
    Matcher matcher = FIELD.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Long value = values.get(matcher.group(1));
      if (value == null) {
        throw new BadInputException(
            "'%s' of '%s' has the field '%s'; known are %s"
                .formatted(template, root.resolve(PATH), matcher.group(1), values.keySet()));
      }
      String digits = matcher.group(2) == null ? "1" : matcher.group(2);
      int width = Math.max(1, Integer.parseInt(digits));
      matcher.appendReplacement(filled, ("%0" + width + "d").formatted(value));
    }
    matcher.appendTail(filled);
    return inside(filled.toString());
  }

  private Path inside(String relative) {
    try {
      Path top = root.toAbsolutePath().normalize();
      Path path = top.resolve(relative).normalize();
      if (path.startsWith(top) && !path.equals(top) && !Path.of(relative).isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Refused like any other path that cannot lie in the set.
    }
    throw new BadInputException(
        "data_path of '%s' leads to '%s', which is not in the set"
            .formatted(root.resolve(PATH), relative));
  }
}
