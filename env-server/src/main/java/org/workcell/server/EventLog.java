package org.workcell.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a server does, as lines: one JSON object each, with {@code time}, {@code level}, {@code
 * event}, {@code client} where it is about one, and further fields. A thread of its own writes, so
 * that whoever reads the lines too slowly holds nobody up; lines are dropped then, and counted.
 * Thread-safe.
 */
public final class EventLog implements AutoCloseable {

  /** How much it matters. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** The name in lines and on command lines. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** A level by its name. */
    public static Optional<Level> find(String label) {
      return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    }
  }

  private static final int MOST_WAITING = 1024;
  private static final long PATIENCE_SECONDS = 1;
  private static final String END = "";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PrintStream out;
  private final Level least;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;

  /** Writes lines of this level and above. */
  public EventLog(PrintStream out, Level least) {
    this.out = out;
    this.least = least;
    this.writer = new Thread(this::write, "workcell-log");
    writer.setDaemon(true);
    writer.start();
  }

  private void write() {
    try {
      for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
        out.println(line);
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Notes an event.
   *
   * @param client which one it is about; empty where none
   * @param fields names and values in turn; never secrets
   */
  public void log(Level level, String event, String client, Object... fields) {
    if (level.compareTo(least) < 0) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", level.label());
    line.put("event", event);
    if (!client.isEmpty()) {
      line.put("client", client);
    }
    for (int i = 0; i + 1 < fields.length; i += 2) {
      line.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      line.put("lines_dropped_before", lost);
    }
    if (!waiting.offer(text(line))) {
      dropped.addAndGet(lost + 1);
    }
  }

  private static String text(Map<String, Object> line) {
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a log line cannot be written as JSON", e);
    }
  }

  /** What an operator may want to know. */
  public void info(String event, String client, Object... fields) {
    log(Level.INFO, event, client, fields);
  }

  /** What a client did wrong. */
  public void warn(String event, String client, Object... fields) {
    log(Level.WARN, event, client, fields);
  }

  /** What went wrong here. */
  public void error(String event, String client, Object... fields) {
    log(Level.ERROR, event, client, fields);
  }

  /** Writes what waits, for a second at most. Idempotent. */
  @Override
  public void close() {
    try {
      waiting.offer(END, PATIENCE_SECONDS, TimeUnit.SECONDS);
      writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
