package org.workcell.datasets.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * A JSON object, one line or a file, whose last field is the CRC-32C of the others, so that damage
 * and edits are found when it is read.
 */
public final class SealedLine {

  private static final String CHECKSUM = "checksum";

  private SealedLine() {}

  /** A value as one line with its checksum. */
  public static byte[] of(Object value) {
    return Json.line(sealed(value));
  }

  /** A value on many lines, for files that people read, with its checksum. */
  public static String pretty(Object value) {
    return Json.pretty(sealed(value));
  }

  private static ObjectNode sealed(Object value) {
    ObjectNode fields = Json.mapper().valueToTree(value);
    fields.remove(CHECKSUM);
    return fields.put(CHECKSUM, checksum(fields));
  }

  private static String checksum(ObjectNode fields) {
    CRC32C crc = new CRC32C();
    crc.update(Json.line(fields));
    return "%08x".formatted(crc.getValue());
  }

  /**
   * Reads a line or a file.
   *
   * @throws JsonProcessingException if it is not JSON of this type, or its checksum does not match
   */
  public static <T> T read(byte[] line, Class<T> type) throws IOException {
    JsonNode parsed = Json.mapper().readTree(line);
    if (!(parsed instanceof ObjectNode fields)) {
      throw new DamagedLineException("it is no JSON object");
    }
    JsonNode found = fields.remove(CHECKSUM);
    if (found == null || !found.asText().equals(checksum(fields))) {
      throw new DamagedLineException("its checksum does not match");
    }
    return Json.mapper().treeToValue(fields, type);
  }

  /** A line that was changed since it was written. */
  private static final class DamagedLineException extends JsonProcessingException {

    DamagedLineException(String message) {
      super(message);
    }
  }
}
