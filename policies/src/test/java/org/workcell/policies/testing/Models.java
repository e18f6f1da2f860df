package org.workcell.policies.testing;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.policies.Libtorch;

/** The small TorchScript files of the tests, and whether they can be run. */
public final class Models {

  private Models() {}

  /** Skips the calling test with a printed reason where libtorch could not be resolved. */
  public static void needLibtorch() {
    skipUnless(
        Libtorch.isResolved(),
        "libtorch is not on the class path; './workcell test' resolves it, 'mvn -Plibtorch' uses"
            + " it");
  }

  /** Skips the calling test with a printed reason unless a condition holds. */
  public static void skipUnless(boolean condition, String reason) {
    if (!condition) {
      System.out.println("skipped: " + reason);
    }
    assumeTrue(condition, reason);
  }

  /** Puts a file beside these tests into a folder. */
  public static Path copy(String name, Path folder) {
    try (InputStream in = Libtorch.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      Path file = folder.resolve(name);
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }
}
