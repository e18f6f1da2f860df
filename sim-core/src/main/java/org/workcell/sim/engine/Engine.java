package org.workcell.sim.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.workcell.mujoco.global.MuJoCo;

/**
 * The MuJoCo library of this process. {@link #load()} is called by every class that reaches into
 * native code, so no caller has to; it is idempotent and thread-safe.
 */
public final class Engine {

  private static final Identity IDENTITY = open();

  private Engine() {}

  /**
   * Which engine simulates.
   *
   * @param name {@code mujoco}
   * @param version the version of the loaded library, for example {@code 3.14.0}
   * @param source where the build got it: {@code wheel}, {@code archive}, {@code debian} or {@code
   *     home}
   * @param sha256 checksum of what was provisioned
   */
  public record Identity(String name, String version, String source, String sha256) {}

  /** Loads the library, once per process, and installs the error handlers. */
  public static Identity load() {
    return IDENTITY;
  }

  private static Identity open() {
    Loader.load(MuJoCo.class);
    MuJoCo.wc_installHandlers();
    int headers = MuJoCo.wc_headerVersion();
    int library = MuJoCo.mj_version();
    if (headers != library) {
      throw new EngineException(
          "the loaded MuJoCo library is version %d, but this build was compiled for %d; rebuild with"
                  .formatted(library, headers)
              + " ./workcell build");
    }
    Properties provisioned = provisionedProperties();
    return new Identity(
        "mujoco",
        MuJoCo.mj_versionString().getString(),
        provisioned.getProperty("source"),
        provisioned.getProperty("sha256"));
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
