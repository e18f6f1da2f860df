package org.workcell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.server.serve.ListenAddress;
import org.workcell.server.serve.PrivateFiles;
import org.workcell.server.serve.ServerOptions;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.vector.PoolOptions;
import picocli.CommandLine.Option;

/** The options that say what a server is to do; absent ones are null. */
final class ServerArguments {

  @Option(
      names = "--listen",
      paramLabel = "unix:PATH|HOST:PORT",
      description =
          "Where clients connect; may be repeated. Without it a Unix socket in a private folder"
              + " ($XDG_RUNTIME_DIR/workcell or /tmp/workcell-UID). Ports speak gRPC; those that"
              + " other machines reach need --token-file. Port 0 takes a free one.")
  private List<String> listen = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Clients of ports must know this file's text; others may not read the file.")
  private Path tokenFile;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Ports speak TLS with this certificate (PEM); needs --tls-key.")
  private Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The certificate's key (PEM, PKCS #8).")
  private Path tlsKey;

  @Option(
      names = "--max-envs",
      paramLabel = "N",
      description = "Environments that all clients may have together (default: 4096).")
  private Integer mostEnvironments;

  @Option(
      names = "--max-clients",
      paramLabel = "N",
      description = "Clients at the same time (default: 64).")
  private Integer mostClients;

  @Option(
      names = "--max-message-bytes",
      paramLabel = "N",
      description = "Maximum size of a message, bytes (default: 268435456).")
  private Integer mostMessageBytes;

  @Option(
      names = "--idle-seconds",
      paramLabel = "SECONDS",
      description = "Disconnect clients that make no call for this long (default: never).")
  private Integer idleSeconds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate, for all clients (default: one per processor).")
  private Integer workers;

  @Option(
      names = "--shm-dir",
      paramLabel = "DIR",
      description =
          "Folder for shared memory (default: /dev/shm). Where it lacks room, XDG_RUNTIME_DIR and"
              + " then TMPDIR are used.")
  private Path segmentFolder;

  @Option(
      names = "--assets",
      paramLabel = "NAME=DIR",
      description =
          "A folder of upstream's assets that clients may ask for by this name, or several with the"
              + " system's path separator between them; may be repeated.")
  private List<String> assets = List.of();

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description =
          "A folder whose files clients may name in settings, such as robot=arm.xml; may be"
              + " repeated (default: none).")
  private List<Path> files = List.of();

  @Option(
      names = "--egl-devices",
      split = ",",
      paramLabel = "N,...",
      description =
          "Devices of EGL's list that draw, in turn for the vectors with images (default: the first"
              + " that works).")
  private List<Integer> drawingDevices = List.of();

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "Serve /healthz, /readyz and /metrics here.")
  private String http;

  /** All of them together. */
  ServerOptions options() {
    ServerOptions options =
        ServerOptions.local(Path.of("unused")).withHosting(hosting()).withListen(addresses());
    if (tlsCertificate != null || tlsKey != null) {
      requireReadable("--tls-cert", tlsCertificate);
      requireReadable("--tls-key", tlsKey);
      options = options.withTls(tlsCertificate, tlsKey);
    }
    if (segmentFolder != null) {
      options = options.withSegmentFolder(requireFolder("--shm-dir", segmentFolder));
    }
    if (idleSeconds != null) {
      options = options.withIdle(Duration.ofSeconds(idleSeconds));
    }
    return http == null ? options : options.withHttp(ListenAddress.parseHostAndPort(http));
  }

  private List<ListenAddress> addresses() {
    if (listen.isEmpty()) {
      String name = "serve-%d.sock".formatted(ProcessHandle.current().pid());
      return List.of(
          new ListenAddress.Unix(PrivateFiles.runtimeFolder(System.getenv()).resolve(name)));
    }
    return listen.stream().map(ListenAddress::parse).toList();
  }

  private HostOptions hosting() {
    try {
      HostOptions options =
          HostOptions.defaults()
              .withWorkers(PoolOptions.of(Workers.count(workers)))
              .withLimits(limits())
              .withAssets(assetPacks())
              .withFiles(files.stream().map(each -> requireFolder("--files", each)).toList())
              .withDrawingDevices(drawingDevices);
      return tokenFile == null ? options : options.withToken(PrivateFiles.readToken(tokenFile));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private Limits limits() {
    Limits limits = Limits.standard();
    if (mostEnvironments != null) {
      limits = limits.withEnvironments(mostEnvironments);
    }
    if (mostClients != null) {
      limits = limits.withClients(mostClients);
    }
    return mostMessageBytes == null ? limits : limits.withMessageBytes(mostMessageBytes);
  }

  private Map<String, AssetPack> assetPacks() {
    Map<String, AssetPack> packs = new LinkedHashMap<>();
    for (String each : assets) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new BadInputException("--assets '%s' is not NAME=DIR".formatted(each));
      }
      String name = each.substring(0, equals);
      if (packs.put(name, AssetPack.parse(each.substring(equals + 1))) != null) {
        throw new BadInputException("--assets names '%s' twice; give it once".formatted(name));
      }
    }
    return packs;
  }

  private static Path requireFolder(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("%s: there is no folder %s".formatted(option, folder));
    }
    return folder;
  }

  private static void requireReadable(String option, Path file) {
    if (file == null) {
      throw new BadInputException(
          "TLS needs a certificate and its key; %s is missing".formatted(option));
    }
    if (!Files.isReadable(file)) {
      throw new BadInputException("%s: %s cannot be read".formatted(option, file));
    }
  }
}
