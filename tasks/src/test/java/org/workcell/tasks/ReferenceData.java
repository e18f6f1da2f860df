package org.workcell.tasks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data recorded from upstream and upstream's own assets, which do not come with the source: below
 * the folder that the environment variable WORKCELL_REFERENCE_DATA names.
 */
public final class ReferenceData {

  private static final String VARIABLE = "WORKCELL_REFERENCE_DATA";

  private ReferenceData() {}

  /** A file or folder below the reference data; skips the calling test where there is none. */
  public static Path require(String path) {
    String folder = System.getenv(VARIABLE);
    skipUnless(folder != null, VARIABLE + " is not set; it names the folder of reference data");
    Path found = Path.of(folder).resolve(path);
    skipUnless(Files.exists(found), found + " does not exist");
    return found;
  }

  /** Upstream's assets of all suites; skips the calling test where there are none. */
  public static Path upstreamAssets() {
    return require("upstream");
  }

  /** Skips the calling test with a printed reason unless a condition holds. */
  public static void skipUnless(boolean condition, String reason) {
    if (!condition) {
      System.out.println("skipped: " + reason);
    }
    assumeTrue(condition, reason);
  }
}
