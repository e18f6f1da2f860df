package org.workcell.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.SeedRange;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;

/**
 * The spec of an environment on a server, as far as the protocol tells it: conventions, stages and
 * the command vector of the task are unspecified, checksums of engine and assets empty.
 */
final class RemoteSpec {

  private static final String DIRECT = "direct";

  private RemoteSpec() {}

  static EnvironmentSpec parse(JsonNode json) {
    Map<String, String> settings = new LinkedHashMap<>();
    member(json, "settings")
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
    String profile = member(json, "profile").asText().toUpperCase(Locale.ROOT);
    String[] engine = (member(json, "engine").asText() + " ").split(" ", 2);
    return new EnvironmentSpec(
        task(json),
        new TaskOptions(Profile.valueOf(profile), settings),
        member(json, "horizon").asInt(),
        member(json, "ignore_terminations").asBoolean(),
        new Engine.Identity(engine[0], engine[1].strip(), "server", "", ""),
        member(json, "assets").asText(),
        "",
        commandPath(member(json, "command_path").asText()),
        member(json, "randomization").asText());
  }

  private static TaskSpec task(JsonNode json) {
    List<Variation> variations = new ArrayList<>();
    for (JsonNode each : member(json, "variations")) {
      variations.add(
          new Variation(member(each, "name").asText(), member(each, "instruction").asText()));
    }
    List<BlockSpec> observation = new ArrayList<>();
    member(json, "observations").forEach(each -> observation.add(block(each)));
    boolean negative = member(member(json, "seeds"), "least").asLong() < 0;
    return TaskSpec.builder(member(json, "id").asText())
        .variations(variations)
        .action(block(member(json, "action")))
        .observation(observation)
        .infoColumns(texts(member(json, "info_columns")))
        .context(block(member(json, "context")))
        .seeds(negative ? SeedRange.ALL : SeedRange.NOT_NEGATIVE)
        .command(new CommandSpec(List.of()))
        .controlPeriodSeconds(member(json, "control_period_seconds").asDouble())
        .horizon(member(json, "horizon").asInt())
        .cameras(texts(member(json, "cameras")))
        .successRule(member(json, "success_rule").asText())
        .build();
  }

  private static BlockSpec block(JsonNode json) {
    List<Integer> shape = new ArrayList<>();
    member(json, "shape").forEach(size -> shape.add(size.asInt()));
    int size = shape.stream().reduce(1, Math::multiplyExact);
    return new BlockSpec(
        member(json, "name").asText(),
        DataType.find(member(json, "dtype").asText()).orElseThrow(),
        shape,
        bounds(member(json, "low"), size, Double.NEGATIVE_INFINITY),
        bounds(member(json, "high"), size, Double.POSITIVE_INFINITY));
  }

  /** A list, or one number for all; null where there is no bound. */
  private static double[] bounds(JsonNode json, int size, double none) {
    double[] bounds = new double[size];
    Arrays.setAll(
        bounds,
        i -> {
          JsonNode bound = json.isArray() ? json.get(i) : json;
          return bound.isNull() ? none : bound.asDouble();
        });
    return bounds;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** The parts of a {@link CommandPath#label}. */
  private static CommandPath commandPath(String label) {
    String adapter = CommandPath.NONE;
    List<String> filters = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    for (String part : label.split(", (?=filter |stage )")) {
      String identity = part.substring(part.indexOf(' ') + 1);
      if (part.startsWith("filter ")) {
        filters.add(identity);
      } else if (part.startsWith("stage ")) {
        stages.add(identity);
      } else if (!part.equals(DIRECT)) {
        adapter = identity;
      }
    }
    return new CommandPath(adapter, filters, stages);
  }

  private static JsonNode member(JsonNode json, String name) {
    return Answers.member(json, name);
  }
}
