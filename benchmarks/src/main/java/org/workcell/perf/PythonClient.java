package org.workcell.perf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Python process that steps vectors in slices, as {@code workcell/_perf.py} says. */
final class PythonClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  PythonClient(ServeOptions options) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(options.python(), "-m", "workcell._perf"))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (options.packageFolder() != null) {
      builder.environment().put("PYTHONPATH", options.packageFolder().toString());
    }
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Python cannot be started as '%s' (%s); name an interpreter with NumPy"
              .formatted(options.python(), e.getMessage()),
          e);
    }
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Asks for something and waits.
   *
   * @throws IllegalStateException if Python cannot do it, with its message
   */
  JsonNode ask(Map<String, Object> request) {
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("Python ended, see its messages above");
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new IllegalStateException(answer.get("error").asText());
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Python answered with something else: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Python ended, see its messages above", e);
    }
  }

  @Override
  public void close() {
    try {
      requests.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
