package org.workcell.sim.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where Python packages lie, asked of the {@code python3} on the path without importing them. */
final class PythonPackages {

  private static final int SECONDS = 20;

  /** Editable installations are found, too. Prints nothing where there is no such package. */
  private static final String QUESTION =
      """
      import importlib.util, sys
      spec = importlib.util.find_spec(sys.argv[1])
      print(next(iter(spec.submodule_search_locations or []), '') if spec else '')
      """;

  private PythonPackages() {}

  /** Folder of a top-level package; empty without the package or without Python. */
  static Optional<Path> folder(String name) {
    return folder(name, Map.of());
  }

  /** The same with more variables of the environment. */
  static Optional<Path> folder(String name, Map<String, String> variables) {
    try {
      ProcessBuilder question =
          new ProcessBuilder("python3", "-c", QUESTION, name)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      question.environment().putAll(variables);
      Process python = question.start();
      try {
        python.getOutputStream().close();
        if (!python.waitFor(SECONDS, TimeUnit.SECONDS)) {
          return Optional.empty();
        }
        String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(answer.strip())
            .filter(text -> !text.isEmpty())
            .map(Path::of)
            .filter(Files::isDirectory);
      } finally {
        python.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
