package org.workcell.bullet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.bullet.global.BulletDynamics;
import org.bytedeco.bullet.global.LinearMath;
import org.bytedeco.javacpp.Loader;
import org.workcell.sim.engine.LoadedLibraries;
import org.workcell.sim.engine.MissingLibraryException;

/** The native library Bullet, loaded by the first who asks for it and never before. Any thread. */
public final class Bullet {

  private static final String FOLDER = "org/bytedeco/bullet/%s/";
  private static final String LIBRARY = "libBulletDynamics.so";
  private static final String BINDING = "libjniBulletDynamics.so";

  /** What JavaCPP says of presets of another version than its own. */
  private static final String VERSIONS_DIFFER = "Versions of org.bytedeco:javacpp";

  /** Checksums of library and binding; null until they are loaded. */
  private static List<String> checksums;

  private Bullet() {}

  /** Whether Bullet is on the class path; loads nothing of it. */
  public static boolean isResolved() {
    return packed(BINDING) != null;
  }

  private static URL packed(String name) {
    return Bullet.class.getClassLoader().getResource(FOLDER.formatted(Loader.getPlatform()) + name);
  }

  /**
   * Version of the library, for example {@code 3.25}; loads it.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  public static String version() {
    load();
    int version = LinearMath.btGetVersion();
    return "%d.%02d".formatted(version / 100, version % 100);
  }

  /**
   * Loads Bullet on the first call.
   *
   * @return SHA-256 of the library and of its binding
   * @throws MissingLibraryException if it is not on the class path
   * @throws IllegalStateException if it cannot be loaded
   */
  static synchronized List<String> load() {
    if (checksums != null) {
      return checksums;
    }
    if (!isResolved()) {
      throw new MissingLibraryException(
          "bullet",
          "the engine bullet needs Bullet, which is not on the class path; run it through"
              + " ./workcell, which fetches it, or add org.bytedeco:bullet:3.25-1.5.9 with its"
              + " natives");
    }
    try {
      loadQuietly();
      checksums = List.of(checked(LIBRARY), checked(BINDING));
      return checksums;
    } catch (LinkageError | org.workcell.sim.engine.EngineException e) {
      throw new IllegalStateException(
          "Bullet cannot be loaded: %s; remove cli/target/bullet and run it through ./workcell again"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** A loaded file, if it is what the jar has. */
  private static String checked(String name) {
    List<Path> loaded = LoadedLibraries.named(file -> file.startsWith(name));
    if (loaded.size() != 1) {
      throw new IllegalStateException(
          "%s is loaded from %s, expected one file of org.bytedeco:bullet; look for an"
                  .formatted(name, loaded)
              + " LD_LIBRARY_PATH or LD_PRELOAD that names another one");
    }
    URL packed = packed(loaded.get(0).getFileName().toString());
    return LoadedLibraries.requirePacked(loaded.get(0), packed);
  }

  /**
   * There are no presets of Bullet for this JavaCPP. JavaCPP writes a line of warning for each of
   * three libraries to the error stream, through a logger of its own that cannot be turned off; the
   * conformance tests are what says that they fit.
   */
  private static void loadQuietly() {
    PrintStream usual = System.err;
    try (PrintStream filtered =
        new PrintStream(new WithoutWarning(usual), true, StandardCharsets.UTF_8)) {
      System.setErr(filtered);
      Loader.load(LinearMath.class);
      Loader.load(BulletDynamics.class);
    } finally {
      System.setErr(usual);
    }
  }

  /** Passes lines on, but for the warning. */
  private static final class WithoutWarning extends OutputStream {

    private final PrintStream target;
    private final StringBuilder line = new StringBuilder();

    WithoutWarning(PrintStream target) {
      this.target = target;
    }

    @Override
    public synchronized void write(int character) {
      line.append((char) (character & 0xff));
      if (character == '\n') {
        pass();
      }
    }

    private void pass() {
      if (line.indexOf(VERSIONS_DIFFER) < 0) {
        target.writeBytes(line.toString().getBytes(StandardCharsets.ISO_8859_1));
      }
      line.setLength(0);
    }

    @Override
    public synchronized void close() throws IOException {
      pass();
    }
  }
}
