package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.session.Host;

/** Properties of the server: who it is, what it offers, which settings worlds have. Thread-safe. */
final class ServerProperties {

  private static final String CALLER = "dm_env_rpc properties";

  private final Host host;
  private List<Property> all;

  ServerProperties(Host host) {
    this.host = host;
  }

  /** All of them; made when first asked for. */
  synchronized List<Property> all() {
    if (all == null) {
      JsonNode welcome = WorldSession.welcome(host, CALLER);
      JsonNode catalogue = WorldSession.catalogue(host, CALLER);
      List<Property> made = new ArrayList<>();
      made.add(text("server.version", "version of Workcell", welcome.get("version").asText()));
      made.add(text("server.engine", "the physics library", welcome.get("engine").asText()));
      made.add(
          number(
              "server.max_envs", "environments of all clients", welcome.get("max_envs").asLong()));
      made.add(number("server.workers", "threads that simulate", welcome.get("workers").asLong()));
      made.add(ids("tasks", "ids of tasks", catalogue.get("tasks")));
      made.add(ids("benchmarks", "ids of benchmarks", catalogue.get("benchmarks")));
      new TreeMap<>(WorldOptions.MEANINGS)
          .forEach((name, meaning) -> made.add(text("settings." + name, meaning, meaning)));
      all = List.copyOf(made);
    }
    return all;
  }

  private static Property text(String key, String description, String value) {
    return Property.readable(
        key, DataType.STRING, List.of(), description, () -> Tensors.text(value));
  }

  private static Property number(String key, String description, long value) {
    return Property.readable(
        key, DataType.INT64, List.of(), description, () -> Tensors.integer(value));
  }

  private static Property ids(String key, String description, JsonNode entries) {
    List<String> ids = new ArrayList<>();
    entries.forEach(entry -> ids.add(entry.get("id").textValue()));
    return strings(key, description, () -> List.copyOf(ids));
  }

  /** A list of texts. */
  static Property strings(String key, String description, Supplier<List<String>> texts) {
    return Property.readable(
        key, DataType.STRING, List.of(-1), description, () -> Tensors.texts(texts.get()));
  }
}
