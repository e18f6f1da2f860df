package org.workcell.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.wire.WireMessage;

/**
 * One client: answers its calls and holds its vectors. Made by {@link Host#connect}.
 *
 * <p>Used by one thread at a time. Tensors of an answer may be views of a vector's memory: they
 * hold until the next call. Closing frees all vectors of the client, is idempotent, and may come
 * from another thread after the session's thread has ended.
 */
public final class Session implements AutoCloseable {

  /** Version of the protocol. */
  public static final int PROTOCOL = 1;

  private static final String HELLO = "hello";
  private static final int MOST_NAME_CHARACTERS = 100;

  private static final Map<String, Call<?>> CALLS = calls();

  private final Client client;
  private final String peer;
  private final boolean requiresToken;
  private String name = "";
  private boolean greeted;
  private volatile boolean closed;

  Session(Client client, String peer, boolean requiresToken) {
    this.client = client;
    this.peer = peer;
    this.requiresToken = requiresToken;
  }

  private static Map<String, Call<?>> calls() {
    Map<String, Call<?>> calls = new TreeMap<>();
    calls.put(
        "list",
        new Call<>(
            CallArguments.None.class,
            (client, arguments, message) -> Answer.of(client.host().catalogue().listing())));
    calls.putAll(FactCalls.all());
    calls.putAll(VectorCalls.all());
    calls.putAll(ChunkCalls.all());
    calls.putAll(StateCalls.all());
    calls.putAll(PlaceCalls.all());
    calls.putAll(AsyncCalls.all());
    calls.putAll(LookCalls.all());
    return Map.copyOf(calls);
  }

  /** Arguments of {@code hello}. */
  private record Hello(Integer protocol, String token, String client) implements CallArguments {}

  /** What {@code hello} answers. */
  private record Welcome(
      int protocol, String version, String engine, String server, int maxEnvs, int workers) {}

  /** Where the client is, for logs. */
  public String peer() {
    return peer;
  }

  /** What the client calls itself, for logs; empty where it does not. */
  public String client() {
    return name;
  }

  Counters counters() {
    return client.counters();
  }

  /**
   * Does what a client asks for. A client's mistakes, and what goes wrong otherwise, are answers
   * with {@code error}; nothing is thrown.
   */
  public WireMessage answer(WireMessage call) {
    try {
      client.counters().called();
      Answer answer = run(call);
      String text = CallJson.text(answer.json());
      client.requireMessage("the words of this answer", text.length());
      return new WireMessage(text, answer.tensors());
    } catch (Throwable e) {
      // Whatever happens to one client must not reach the others.
      CallException refusal = Refusals.of(e);
      client.counters().failed();
      return WireMessage.of(CallJson.error(refusal.code(), refusal.getMessage()));
    }
  }

  private Answer run(WireMessage message) {
    requireOpen();
    String call = CallJson.callOf(message.text());
    if (!greeted || call.equals(HELLO)) {
      return greet(call, message);
    }
    Call<?> known = CALLS.get(call);
    if (known == null) {
      throw CallJson.invalid(
          "there is no call '%s'; use one of %s".formatted(call, new TreeSet<>(CALLS.keySet())));
    }
    return known.run(call, client, message);
  }

  private Answer greet(String call, WireMessage message) {
    if (!call.equals(HELLO)) {
      throw new CallException(
          requiresToken ? ErrorCode.UNAUTHENTICATED : ErrorCode.FAILED_PRECONDITION,
          "the first call of a connection is 'hello', not '%s'".formatted(call));
    }
    if (greeted) {
      throw new CallException(
          ErrorCode.FAILED_PRECONDITION, "'hello' is the first call of a connection, and no other");
    }
    Hello hello = CallJson.arguments(HELLO, message.text(), Hello.class);
    if (CallJson.required(hello.protocol(), "protocol") != PROTOCOL) {
      throw CallJson.invalid(
          "this server speaks protocol %d, not %d; use a client of version %s"
              .formatted(PROTOCOL, hello.protocol(), WorkcellVersion.current()));
    }
    requireToken(hello.token());
    greeted = true;
    name = hello.client() == null ? "" : printable(hello.client());
    HostOptions options = client.host().options();
    return Answer.of(
        new Welcome(
            PROTOCOL,
            WorkcellVersion.current(),
            engine(),
            client.host().id(),
            options.limits().environments(),
            options.workers().workers()));
  }

  private static String printable(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", " ");
    return shown.substring(0, Math.min(shown.length(), MOST_NAME_CHARACTERS));
  }

  private static String engine() {
    Engine.Identity engine = Engine.load();
    return engine.name() + " " + engine.version();
  }

  private void requireToken(String given) {
    if (!requiresToken) {
      return;
    }
    String expected = client.host().options().token().orElseThrow();
    if (given == null || !MessageDigest.isEqual(digest(given), digest(expected))) {
      throw new CallException(
          ErrorCode.UNAUTHENTICATED,
          given == null
              ? "this server serves only clients that know its token; send it with 'hello'"
              : "the token is wrong; ask whoever started the server for it");
    }
  }

  // Digests are of one length, so that the comparison tells nothing about the token's.
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * The doorbell: steps all rows of the vector that was stepped or opened last, with the actions in
   * its memory.
   *
   * @throws CallException if the step is refused
   */
  public void step() {
    try {
      client.counters().called();
      requireOpen();
      SyncVector vector = client.latest().sync();
      vector.vector().step();
      client.counters().stepped(vector.count());
    } catch (Throwable e) {
      client.counters().failed();
      throw Refusals.of(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new CallException(ErrorCode.UNAVAILABLE, "the session is closed; connect again");
    }
  }

  @Override
  public void close() {
    closed = true;
    client.host().left(this, client.counters());
    client.close();
  }
}
