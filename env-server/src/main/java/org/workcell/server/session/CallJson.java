package org.workcell.server.session;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.workcell.datasets.records.Json;

/** Reads what clients ask, strictly, and writes what they are answered. */
final class CallJson {

  /** Characters of a call; tensors carry what is large. */
  static final int MOST_CHARACTERS = 16 << 20;

  private static final int MOST_ERROR_CHARACTERS = 2000;

  private static final ObjectMapper STRICT = strict();

  private CallJson() {}

  @SuppressWarnings("deprecation")
  private static ObjectMapper strict() {
    // Builders of a mapper that exists are not offered.
    return Json.mapper()
        .copy()
        .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
  }

  /**
   * The name of the call in a text.
   *
   * @throws CallException if the text is no JSON object with one
   */
  static String callOf(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw invalid(
          "the JSON of a call has %d characters, expected at most %d; send tensors"
              .formatted(text.length(), MOST_CHARACTERS));
    }
    try (JsonParser parser = STRICT.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("a call is a JSON object, like {\"call\": \"list\"}");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("call");
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw notJson(e);
    }
    throw invalid("a call needs \"call\", its name");
  }

  /**
   * The arguments of a call.
   *
   * @throws CallException if one is unknown or of another type
   */
  static <A> A arguments(String call, String text, Class<A> type) {
    try {
      return STRICT.readValue(text, type);
    } catch (UnrecognizedPropertyException e) {
      throw invalid(
          "call '%s' has no argument '%s'%s; it has %s"
              .formatted(
                  call,
                  e.getPropertyName(),
                  e.getPath().size() > 1 ? " in '" + e.getPath().get(0).getFieldName() + "'" : "",
                  new TreeSet<>(e.getKnownPropertyIds().stream().map(String::valueOf).toList())));
    } catch (JsonMappingException e) {
      throw invalid(
          "argument %s of call '%s' cannot be read: %s"
              .formatted(path(e), call, e.getOriginalMessage().replaceAll(" \\(but .*", "")));
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder("'");
    for (JsonMappingException.Reference step : e.getPath()) {
      path.append(path.length() > 1 && step.getFieldName() != null ? "." : "");
      path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName());
    }
    return path.append("'").toString();
  }

  private static CallException notJson(IOException cause) {
    String message =
        cause instanceof JsonProcessingException e ? e.getOriginalMessage() : cause.getMessage();
    return invalid("the text of a call is not JSON: " + message);
  }

  static CallException invalid(String message) {
    return new CallException(ErrorCode.INVALID_ARGUMENT, message);
  }

  /** An argument that a call cannot do without. */
  static <T> T required(T value, String name) {
    if (value == null) {
      throw invalid("this call needs argument '%s'".formatted(name));
    }
    return value;
  }

  /** The text of an answer. */
  static String text(Object json) {
    try {
      return Json.mapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }

  /** The text of a refusal. */
  static String error(ErrorCode code, String message) {
    String shown =
        message.length() > MOST_ERROR_CHARACTERS
            ? message.substring(0, MOST_ERROR_CHARACTERS) + "..."
            : message;
    return text(Map.of("error", new Refusal(code.label(), shown)));
  }

  /** Why a call was refused. */
  private record Refusal(String code, String message) {}
}
