package org.workcell.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param version of the server's program
 * @param engine the physics engine, as JSON
 * @param server its id, another one after each start
 * @param mostEnvironments of all clients together
 * @param workers threads that simulate
 */
public record ServerInfo(
    String version, String engine, String server, int mostEnvironments, int workers) {

  /** The version of the protocol that this client speaks. */
  public static final int PROTOCOL = 1;

  /**
   * Makes the first call of a connection.
   *
   * @param token where the server wants one
   * @param client a name for the server's logs
   * @throws ServerException if the server refuses the token, has too many clients, or speaks
   *     another protocol
   */
  public static ServerInfo hello(Connection connection, Optional<String> token, String client) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", "hello");
    arguments.put("protocol", PROTOCOL);
    token.ifPresent(secret -> arguments.put("token", secret));
    arguments.put("client", client);
    JsonNode json = Answers.json(connection.call(Answers.call(arguments)));
    JsonNode engine = Answers.member(json, "engine");
    return new ServerInfo(
        Answers.member(json, "version").asText(),
        engine.isTextual() ? engine.asText() : engine.toString(),
        Answers.member(json, "server").asText(),
        Answers.member(json, "max_envs").asInt(),
        Answers.member(json, "workers").asInt());
  }
}
