package org.workcell.sim.files;

import java.nio.file.Path;
import java.util.Map;

/** Workcell's cache folder, by the rule of the launcher and of the provisioning scripts. */
public final class CacheFolder {

  private CacheFolder() {}

  /**
   * The folder: {@code WORKCELL_CACHE}, else {@code workcell} in {@code XDG_CACHE_HOME}, else in
   * {@code .cache} of {@code HOME}, else {@code workcell-USER} in {@code TMPDIR}, or in {@code
   * /tmp}.
   *
   * @param environment the environment of the process
   */
  public static Path of(Map<String, String> environment) {
    String own = environment.getOrDefault("WORKCELL_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!shared.isEmpty()) {
      return Path.of(shared, "workcell");
    }
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      return Path.of(home, ".cache", "workcell");
    }
    String temporary = environment.getOrDefault("TMPDIR", "");
    return Path.of(
        temporary.isEmpty() ? "/tmp" : temporary, "workcell-" + System.getProperty("user.name"));
  }
}
