package org.workcell.server.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Reads the token that a stream brings in {@code authorization: Bearer TOKEN}, and refuses a wrong
 * one. Whether a stream may do without is the service's to say.
 */
final class TokenInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final Optional<String> token;

  TokenInterceptor(Optional<String> token) {
    this.token = token;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String given = headers.get(AUTHORIZATION);
    boolean knows = token.isEmpty() || given != null && matches(given, token.get());
    if (!knows && given != null) {
      call.close(
          Status.UNAUTHENTICATED.withDescription(
              "the token is wrong; send 'authorization: Bearer TOKEN' with the token that the"
                  + " server was started with"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    String peer = String.valueOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    Context context = Context.current().withValue(Caller.KEY, new Caller(peer, knows));
    return Contexts.interceptCall(context, call, headers, next);
  }

  // The comparison takes as long whatever the first difference is.
  private static boolean matches(String given, String token) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), (SCHEME + token).getBytes(StandardCharsets.UTF_8));
  }
}
