package org.workcell.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each context: a file with one outcome per line, kept as it comes, so that a
 * trainer which is interrupted goes on with what it knows. A line is {@code task TAB context key
 * TAB outcome}. One process writes a file at a time; one thread at a time. Closing is idempotent.
 */
public final class ContextLedger implements AutoCloseable {

  private static final long MOST_BYTES = 1L << 30;

  private record Key(String task, String context) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<Key, List<Double>> outcomes = new LinkedHashMap<>();

  private ContextLedger(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a ledger, or begins one where there is no such file. A last line that was cut off in the
   * middle of writing is dropped.
   *
   * @throws IllegalArgumentException if the file is no ledger or another process has it open
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public static ContextLedger open(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        requireAlone(channel, file);
        ContextLedger ledger = new ContextLedger(file, channel);
        ledger.read();
        return ledger;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger %s cannot be opened".formatted(file), e);
    }
  }

  private static void requireAlone(FileChannel channel, Path file) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new IllegalArgumentException(
          "the ledger %s is in use; close it there first, or use another file".formatted(file));
    }
  }

  private void read() throws IOException {
    if (channel.size() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s has %d bytes, more than a ledger may have".formatted(file, channel.size()));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Goes on until everything is read.
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    int number = 0;
    for (String line : text.substring(0, end).lines().toList()) {
      number++;
      addLine(line, number);
    }
    channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
    channel.position(channel.size());
  }

  private void addLine(String line, int number) {
    String[] fields = line.split("\t", -1);
    try {
      if (fields.length == 3) {
        list(new Key(fields[0], fields[1])).add(Double.valueOf(fields[2]));
        return;
      }
    } catch (NumberFormatException e) {
      // Reported below, like any other line that is none of ours.
    }
    throw new IllegalArgumentException(
        "%s is not a ledger of contexts: line %d is '%s'; use another file"
            .formatted(file, number, line.length() > 60 ? line.substring(0, 60) + "..." : line));
  }

  private List<Double> list(Key key) {
    return outcomes.computeIfAbsent(key, unused -> new ArrayList<>());
  }

  /** Stable name of a context: SHA-256 of its numbers as little-endian float64, in hexadecimal. */
  public static String contextKey(double[] context) {
    ByteBuffer bytes =
        ByteBuffer.allocate(context.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(context);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Keeps the outcome of an episode, for example 1 for success and 0 for failure. */
  public void add(String task, double[] context, double outcome) {
    if (task.isBlank() || task.indexOf('\t') >= 0 || task.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("'%s' is not the id of a task".formatted(task));
    }
    if (!Double.isFinite(outcome)) {
      throw new IllegalArgumentException(
          "the outcome of an episode of %s is %s; expected a finite number"
              .formatted(task, outcome));
    }
    Key key = new Key(task, contextKey(context));
    String line = "%s\t%s\t%s\n".formatted(task, key.context(), Double.toString(outcome));
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger %s cannot be written".formatted(file), e);
    }
    list(key).add(outcome);
  }

  /** All outcomes of a context, oldest first. */
  public List<Double> outcomes(String task, double[] context) {
    return List.copyOf(outcomes.getOrDefault(new Key(task, contextKey(context)), List.of()));
  }

  /**
   * Whether the last {@code count} episodes from a context had the same outcome, so that another
   * group from it would teach little; false while there are fewer.
   */
  public boolean isSettled(String task, double[] context, int count) {
    List<Double> all = outcomes(task, context);
    if (all.size() < count) {
      return false;
    }
    return all.subList(all.size() - count, all.size()).stream().distinct().count() == 1;
  }

  /** Number of contexts with outcomes. */
  public int contexts() {
    return outcomes.size();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger %s cannot be closed".formatted(file), e);
    }
  }
}
