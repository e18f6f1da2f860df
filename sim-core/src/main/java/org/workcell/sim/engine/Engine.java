package org.workcell.sim.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.workcell.mujoco.global.MuJoCo;

/**
 * The MuJoCo library of this process. {@link #load()} is called by every class that reaches into
 * native code, so no caller has to; it is idempotent and thread-safe.
 *
 * <p>Before the library and its binding run, they are compared with what was built; their checksums
 * are of the files that are loaded, each time.
 */
public final class Engine {

  /** The version that published numbers are of, and that builds take where they can. */
  public static final String DEFAULT_VERSION = "3.14.0";

  /** The name of the engine of this class. */
  public static final String NAME = "mujoco";

  private static final String LIBRARY = "libmujoco.so";
  private static final String BINDING = "libjniMuJoCo.so";

  private static final Identity IDENTITY;
  private static final EngineException FAILURE;

  static {
    Identity identity = null;
    EngineException failure = null;
    try {
      identity = open();
    } catch (EngineException e) {
      failure = e;
    }
    IDENTITY = identity;
    FAILURE = failure;
  }

  private Engine() {}

  /**
   * Which engine simulates.
   *
   * @param name {@link #NAME}, or that of another engine that moves the joints
   * @param version the version of the loaded library, for example {@code 3.14.0}
   * @param source where the build got it: {@code wheel}, {@code archive}, {@code debian} or {@code
   *     home}
   * @param sha256 checksum of the library that is loaded
   * @param bindingSha256 checksum of the binding that is loaded, through which it is called
   */
  public record Identity(
      String name, String version, String source, String sha256, String bindingSha256) {

    /** The version, after the name where it is not MuJoCo's. */
    public String label() {
      return name.equals(NAME) ? version : name + " " + version;
    }

    /** What readers of numbers should know of another engine than the default; else empty. */
    public Optional<String> difference() {
      if (!name.equals(NAME)) {
        return Optional.of(
            "%s (%s), not MuJoCo: numbers differ from published ones".formatted(label(), source));
      }
      return version.equals(DEFAULT_VERSION)
          ? Optional.empty()
          : Optional.of(
              "MuJoCo %s (%s), not the default %s: numbers differ from published ones"
                  .formatted(version, source, DEFAULT_VERSION));
    }
  }

  /**
   * Loads the library, once per process, and installs the error handlers.
   *
   * @throws EngineException if it is not the one that was built
   */
  public static Identity load() {
    if (FAILURE != null) {
      throw new EngineException(FAILURE.getMessage(), FAILURE);
    }
    return IDENTITY;
  }

  private static Identity open() {
    Properties provisioned = provisionedProperties();
    Unpacked library = unpacked(LIBRARY);
    if (!library.sha256().equals(provisioned.getProperty("sha256"))) {
      throw LoadedLibraries.damaged(
          library.file(),
          "SHA-256 " + library.sha256(),
          String.valueOf(provisioned.getProperty("sha256")));
    }
    Unpacked binding = unpacked(BINDING);
    Loader.load(MuJoCo.class);
    requireLoaded(library);
    requireLoaded(binding);
    MuJoCo.wc_installHandlers();
    requireVersionOfBuild();
    return new Identity(
        NAME,
        MuJoCo.mj_versionString().getString(),
        provisioned.getProperty("source"),
        library.sha256(),
        binding.sha256());
  }

  /** A library where the loader will find it. */
  private record Unpacked(Path file, String sha256) {}

  private static Unpacked unpacked(String name) {
    String resource = "/org/workcell/mujoco/%s/%s".formatted(Loader.getPlatform(), name);
    URL packed = MuJoCo.class.getResource(resource);
    if (packed == null) {
      throw new EngineException(
          "the build has no %s for %s; rebuild with ./workcell build"
              .formatted(name, Loader.getPlatform()));
    }
    try {
      // What lies in a folder of classes is loaded where it lies.
      boolean inJar = !packed.getProtocol().equals("file");
      File file = inJar ? Loader.cacheResource(packed) : new File(URI.create(packed.toString()));
      Path path = file.toPath().toRealPath();
      return new Unpacked(path, LoadedLibraries.requirePacked(path, packed));
    } catch (IOException e) {
      throw new EngineException(
          "%s cannot be unpacked (%s); make room, or name another folder with"
                  .formatted(name, e.getMessage())
              + " -Dorg.bytedeco.javacpp.cachedir=FOLDER",
          e);
    }
  }

  /** What was checked is what runs. */
  private static void requireLoaded(Unpacked library) {
    String name = library.file().getFileName().toString();
    List<Path> loaded = LoadedLibraries.named(name::equals);
    if (!loaded.equals(List.of(library.file()))) {
      throw new EngineException(
          "%s is loaded from %s, expected %s; look for an LD_LIBRARY_PATH or LD_PRELOAD that names"
                  .formatted(name, loaded, library.file())
              + " another one");
    }
  }

  private static void requireVersionOfBuild() {
    int headers = MuJoCo.wc_headerVersion();
    int library = MuJoCo.mj_version();
    if (headers != library) {
      throw new EngineException(
          "the loaded MuJoCo library is version %d, but this build was compiled for %d; rebuild with"
                  .formatted(library, headers)
              + " ./workcell build");
    }
  }

  private static Properties provisionedProperties() {
    try (InputStream in =
        MuJoCo.class.getResourceAsStream("/org/workcell/mujoco/engine.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("engine.properties of the build cannot be read", e);
    }
  }
}
