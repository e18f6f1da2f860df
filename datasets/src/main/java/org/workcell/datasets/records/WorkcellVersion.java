package org.workcell.datasets.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Workcell this is. */
public final class WorkcellVersion {

  private static final String RESOURCE = "version.properties";

  private WorkcellVersion() {}

  /** For example {@code 0.2.0}. */
  public static String current() {
    try (InputStream in = WorkcellVersion.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " of the build cannot be read", e);
    }
  }
}
