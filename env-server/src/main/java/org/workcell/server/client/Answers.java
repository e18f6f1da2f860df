package org.workcell.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Texts of calls and answers. */
final class Answers {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Answers() {}

  static WireMessage call(Map<String, ?> arguments, WireTensor... tensors) {
    try {
      return new WireMessage(MAPPER.writeValueAsString(arguments), List.of(tensors));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a call cannot be written as JSON", e);
    }
  }

  /** The answer, if the call was carried out. */
  static WireMessage requireDone(WireMessage answer) {
    JsonNode error = json(answer).get("error");
    if (error != null) {
      throw new ServerException(error.path("code").asText(), error.path("message").asText());
    }
    return answer;
  }

  static JsonNode json(WireMessage answer) {
    try {
      return MAPPER.readTree(answer.text());
    } catch (JsonProcessingException e) {
      throw new ConnectionLostException(
          "the server's answer is not JSON (%s); is this a Workcell server?"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  static JsonNode member(JsonNode json, String name) {
    JsonNode member = json.get(name);
    if (member == null) {
      throw new ConnectionLostException(
          "the server's answer lacks '%s'; use client and server of one version".formatted(name),
          null);
    }
    return member;
  }
}
