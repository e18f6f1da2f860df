package org.workcell.server.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of the tests that runs in a process of its own, which can be killed. */
final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  /** Starts a class and waits for its first line, which must be {@code ready}. */
  ChildProcess(Class<?> main, String... arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", classPath));
    String natives = System.getProperty("org.bytedeco.javacpp.cachedir");
    if (natives != null) {
      command.add("-Dorg.bytedeco.javacpp.cachedir=" + natives);
    }
    command.add(main.getName());
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
    String first = output.readLine();
    if (!"ready".equals(first)) {
      process.destroyForcibly();
      throw new IOException("%s said '%s' in place of 'ready'".formatted(main, first));
    }
  }

  /** Resident memory, its whole heap of up to 128 MB included. */
  long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Ends it as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    output.close();
  }
}
