package org.workcell.tasks.libero.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the tables that lie beside this class. */
final class Tables {

  private Tables() {}

  static <T> T read(String resource, Class<T> form) {
    try (InputStream in = Tables.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no such resource beside " + Tables.class.getName());
      }
      return JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .readValue(in, form);
    } catch (IOException e) {
      throw new UncheckedIOException("table '%s' cannot be read".formatted(resource), e);
    }
  }
}
