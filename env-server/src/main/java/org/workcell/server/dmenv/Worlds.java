package org.workcell.server.dmenv;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.workcell.server.EventLog;
import org.workcell.server.session.Host;

/** The worlds of a server, by name. Thread-safe. */
final class Worlds {

  private final Host host;
  private final EventLog log;
  private final Duration linger;
  private final AtomicLong lastNumber = new AtomicLong();
  private final Map<String, World> worlds = new ConcurrentHashMap<>();

  /**
   * No worlds yet.
   *
   * @param linger how long a world stays that nobody has joined and whose creator is gone
   */
  Worlds(Host host, EventLog log, Duration linger) {
    this.host = host;
    this.log = log;
    this.linger = linger;
  }

  Host host() {
    return host;
  }

  /** Makes a world. */
  World create(WorldOptions options, String peer) {
    String name = "world-" + lastNumber.incrementAndGet();
    WorldSession session = WorldSession.open(host, peer + " " + name, options.open());
    try {
      Specs specs = new Specs(session.specs(), options);
      requireMessages(specs);
      World world = new World(name, session, specs, options.seed());
      worlds.put(name, world);
      log.info(
          "world_created",
          peer,
          "world",
          name,
          "tasks",
          specs.tasks(),
          "environments",
          specs.rows());
      return world;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  // Known before anything is stepped, so that no step is lost.
  private void requireMessages(Specs specs) {
    int most = host.options().limits().messageBytes();
    if (specs.bytes() > most) {
      throw new RequestException(
          Code.RESOURCE_EXHAUSTED,
          "all observations of this world have about %d bytes, and this server sends at most %d in a message; use fewer environments or smaller images"
              .formatted(specs.bytes(), most));
    }
  }

  /**
   * A world by name.
   *
   * @throws RequestException if there is none
   */
  World find(String name) {
    World world = worlds.get(name);
    if (world == null) {
      throw RequestException.notFound("there is no world '%s'".formatted(name));
    }
    return world;
  }

  /**
   * Closes a world.
   *
   * @throws RequestException if there is none, or a stream is joined to it
   */
  void destroy(String name) {
    find(name).destroy();
    worlds.remove(name);
    log.info("world_destroyed", "", "world", name);
  }

  /** Closes what nobody uses any more. */
  void reap() {
    for (World world : worlds.values()) {
      if (world.closeIfUnused(linger)) {
        worlds.remove(world.name());
        log.info("world_unused", "", "world", world.name());
      }
    }
  }

  int count() {
    return worlds.size();
  }

  /** Closes all worlds. */
  void close() {
    for (World world : List.copyOf(worlds.values())) {
      world.close();
    }
    worlds.clear();
  }
}
