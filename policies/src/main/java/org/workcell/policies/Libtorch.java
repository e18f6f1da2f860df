package org.workcell.policies;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import com.sun.jna.NativeLibrary;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.sim.engine.LoadedLibraries;
import org.workcell.sim.engine.MissingLibraryException;
import org.workcell.sim.files.CacheFolder;
import org.workcell.sim.files.IoReason;

/**
 * The native library behind network policies. It is loaded by the first network and never before;
 * DJL is kept from downloading anything and from reporting its use. Any thread.
 */
public final class Libtorch {

  private static final String NATIVES = "native/lib/pytorch.properties";
  private static final String OWN_LIBRARY = "PYTORCH_LIBRARY_PATH";

  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /**
   * What holds unless the user chose otherwise. Results must not depend on how many threads share
   * an operation, nor on how often a script has run; so there is one thread and no optimizer that
   * rewrites a script after its first runs.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ai.djl.offline",
          "true",
          "OPT_OUT_TRACKING",
          "true",
          THREADS,
          "1",
          "ai.djl.pytorch.num_interop_threads",
          "1",
          "ai.djl.pytorch.graph_optimizer",
          "false");

  private static final String MKL_MODE = "MKL_CBWR";

  /**
   * Without it, what MKL makes of a row depends on the address of the row, and so on its place in a
   * batch, on some processors (Intel, Conditional Numerical Reproducibility).
   */
  private static final String REPRODUCIBLE = "AUTO,STRICT";

  private static final String BRIDGE = "libdjl_torch.so";
  private static final Pattern LIBRARIES =
      Pattern.compile("lib(torch|c10|gomp).*\\.so.*|.*" + Pattern.quote(BRIDGE));

  /** Version, flavour and platform of DJL's folder. */
  private static final Pattern FOLDER = Pattern.compile("[^-]+(?:-[^-]+)?-(cpu|cu\\d+)-(.+)");

  private static boolean compared;

  /** Threads whose share of an operation is settled. */
  private static final ThreadLocal<Boolean> SETTLED = ThreadLocal.withInitial(() -> false);

  private Libtorch() {}

  /** Whether libtorch can be loaded: on the class path, or named by PYTORCH_LIBRARY_PATH. */
  public static boolean isResolved() {
    return Libtorch.class.getClassLoader().getResource(NATIVES) != null
        || System.getenv(OWN_LIBRARY) != null;
  }

  /**
   * Version of the loaded library, for example {@code 2.7.1}; its build date is left out.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  public static String version() {
    return engine().getVersion().replaceFirst("-.*", "");
  }

  /** Version of DJL, through which libtorch is called. */
  public static String djlVersion() {
    return Engine.getDjlVersion();
  }

  /**
   * A manager of tensors, which owns what is made with it. Trainers start here and not with DJL's
   * own way, which would choose threads and cache by itself, and download.
   */
  public static NDManager newManager(ComputeDevice device) {
    Engine engine = engine();
    settleThread();
    return engine.newBaseManager(device.djl());
  }

  /** Collects gradients on the calling thread; close it after the backward pass. */
  public static GradientCollector newGradientCollector() {
    return engine().newGradientCollector();
  }

  /**
   * Makes the calling thread share its operations with as many threads as the settings say. OpenMP
   * counts for each thread apart, and a new one starts with all processors, which wait actively for
   * each other.
   */
  static void settleThread() {
    if (!SETTLED.get()) {
      JniUtils.setNumThreads(Integer.getInteger(THREADS, 1));
      SETTLED.set(true);
    }
  }

  /** Loads libtorch on the first call. */
  static synchronized Engine engine() {
    if (!isResolved()) {
      throw new MissingLibraryException(
          "libtorch",
          "a network needs libtorch, which is not on the class path; run it through ./workcell,"
              + " which fetches it, or add ai.djl.pytorch:pytorch-jni and pytorch-native-cpu");
    }
    SETTINGS.forEach(Libtorch::setUnlessChosen);
    makeReproducible();
    setUnlessChosen("DJL_CACHE_DIR", CacheFolder.of(System.getenv()).resolve("djl").toString());
    try {
      Engine engine = Engine.getEngine("PyTorch");
      requirePacked();
      return engine;
    } catch (EngineException e) {
      throw new IllegalStateException(
          "libtorch cannot be loaded: %s; run './workcell doctor'".formatted(reason(e)), e);
    }
  }

  /** MKL reads the environment of the process when it begins; Java cannot write it. */
  private static void makeReproducible() {
    if (System.getenv(MKL_MODE) != null) {
      return;
    }
    try {
      NativeLibrary.getProcess()
          .getFunction("setenv")
          .invokeInt(new Object[] {MKL_MODE, REPRODUCIBLE, 0});
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "the environment cannot be written (%s); set %s=%s before the program starts"
              .formatted(IoReason.of(e), MKL_MODE, REPRODUCIBLE),
          e);
    }
  }

  /** Compares what is loaded with what was packed, once; a library of the user's is as it is. */
  private static void requirePacked() {
    if (compared || System.getenv(OWN_LIBRARY) != null) {
      return;
    }
    for (Path library : LoadedLibraries.named(name -> LIBRARIES.matcher(name).matches())) {
      URL packed = packed(library);
      if (packed != null) {
        try {
          LoadedLibraries.requirePackedFast(library, packed);
        } catch (org.workcell.sim.engine.EngineException e) {
          throw new IllegalStateException(e.getMessage(), e);
        }
      }
    }
    compared = true;
  }

  /** Where DJL unpacked a library from; null where it is not one of the jars'. */
  private static URL packed(Path library) {
    String name = library.getFileName().toString();
    Path folder = library.getParent().getFileName();
    Matcher version = FOLDER.matcher(folder == null ? "" : folder.toString());
    if (!version.matches()) {
      return null;
    }
    String resource =
        name.endsWith(BRIDGE)
            ? "jnilib/%s/%s/%s".formatted(version.group(2), version.group(1), BRIDGE)
            : "pytorch/%s/%s/%s".formatted(version.group(1), version.group(2), name);
    return Libtorch.class.getClassLoader().getResource(resource);
  }

  private static void setUnlessChosen(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** The line of libtorch's explanation that says what was wrong. */
  static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(deepest.getMessage()).strip();
    return message
        .lines()
        .filter(line -> line.contains("Error: "))
        .findFirst()
        .or(() -> message.lines().findFirst())
        .orElse(deepest.getClass().getName())
        .replaceFirst("^RuntimeError: ", "");
  }
}
