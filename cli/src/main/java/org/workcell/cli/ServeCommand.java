package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.server.EventLog;
import org.workcell.server.serve.EnvironmentServer;
import org.workcell.server.serve.ServerOptions;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves environments to other programs. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serve environments to trainers in other processes: over shared memory on this machine, over"
          + " gRPC across machines.",
      "When the server listens, it prints one line of JSON; logs go to standard error. Ctrl-C or"
          + " SIGTERM lets running steps finish; a second one ends the server at once. See"
          + " docs/server.md."
    },
    footer = {
      "",
      "Exit status: 0 ended by SIGTERM, by its parent or because it was idle, 2 bad input, 130"
          + " interrupted.",
      "",
      "Examples:",
      "  workcell serve",
      "  workcell serve --listen unix:/run/user/1000/envs.sock --max-envs 256",
      "  workcell serve --listen 0.0.0.0:7777 --token-file token --tls-cert c.pem --tls-key k.pem",
      "  workcell serve --http 127.0.0.1:9090"
    })
final class ServeCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Mixin private ServerArguments arguments;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Also write the line of JSON into this file, whole; removed at the end.")
  private Path readyFile;

  @Option(
      names = "--exit-with-parent",
      description = "End when standard input is closed, as it is when the parent ends.")
  private boolean exitWithParent;

  @Option(
      names = "--idle-exit",
      paramLabel = "SECONDS",
      description = "End when no client has been connected for this long.")
  private Integer idleExitSeconds;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "Lowest level to log: debug, info (default), warn, error.")
  private String logLevel;

  ServeCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    if (idleExitSeconds != null && idleExitSeconds < 1) {
      throw new BadInputException("--idle-exit must be 1 or more, not " + idleExitSeconds);
    }
    EventLog.Level level =
        EventLog.Level.find(logLevel)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--log-level is debug, info, warn or error, not '%s'".formatted(logLevel)));
    ServerOptions options = arguments.options();
    ServerEnd end = new ServerEnd();
    end.installSignals();
    try (EventLog log = new EventLog(System.err, level)) {
      try (EnvironmentServer server = EnvironmentServer.start(registry.get(), options, log)) {
        announce(server);
        if (exitWithParent) {
          end.watch(System.in);
        }
        return end.await(idleExitSeconds, server::clients);
      } finally {
        removeReadyFile();
      }
    }
  }

  private void announce(EnvironmentServer server) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("listening", server.addresses());
    line.put("pid", ProcessHandle.current().pid());
    line.put("http", server.http().orElse(null));
    byte[] json = Json.line(line);
    if (readyFile != null) {
      try {
        AtomicFiles.write(readyFile, json);
      } catch (IOException e) {
        throw new BadInputException(
            "the ready file %s cannot be written: %s".formatted(readyFile, e.getMessage()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(json, StandardCharsets.UTF_8));
    out.flush();
  }

  private void removeReadyFile() {
    try {
      if (readyFile != null) {
        Files.deleteIfExists(readyFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the ready file %s cannot be removed".formatted(readyFile), e);
    }
  }
}
