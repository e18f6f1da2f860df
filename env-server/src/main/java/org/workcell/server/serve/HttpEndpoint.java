package org.workcell.server.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.workcell.sim.files.BadInputException;

/**
 * Health and metrics over HTTP: {@code /healthz} while the process answers, {@code /readyz} while
 * it takes clients, {@code /metrics} for Prometheus.
 */
final class HttpEndpoint implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int BACKLOG = 64;
  private static final int MOST_WAITING = 64;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final String TEXT = "text/plain; charset=utf-8";

  static {
    // So that a connection that sends or reads slowly gives its thread back; the server of the JDK
    // reads these once.
    for (String limit : new String[] {"maxReqTime", "maxRspTime"}) {
      String name = "sun.net.httpserver." + limit;
      System.setProperty(name, System.getProperty(name, "10"));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  HttpEndpoint(InetSocketAddress address, Metrics metrics, BooleanSupplier ready) {
    try {
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new BadInputException(
          "the server cannot listen on %s: %s".formatted(address, e.getMessage()));
    }
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MOST_WAITING),
            HttpEndpoint::newThread,
            new ThreadPoolExecutor.AbortPolicy());
    server.setExecutor(threads);
    answer("/", NOT_FOUND, TEXT, () -> "there are /healthz, /readyz and /metrics\n");
    answer("/healthz", OK, TEXT, () -> "ok\n");
    server.createContext(
        "/readyz",
        exchange ->
            send(
                exchange,
                ready.getAsBoolean() ? OK : UNAVAILABLE,
                TEXT,
                ready.getAsBoolean() ? "ready\n" : "not ready\n"));
    answer("/metrics", OK, Metrics.CONTENT_TYPE, metrics::text);
    server.start();
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "workcell-http");
    thread.setDaemon(true);
    return thread;
  }

  private interface Text {
    String text();
  }

  private void answer(String path, int status, String type, Text text) {
    server.createContext(path, exchange -> send(exchange, status, type, text.text()));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean head = method.equals("HEAD");
      if (!head && !method.equals("GET")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        OutputStream out = exchange.getResponseBody();
        out.write(body);
      }
    }
  }

  /** Where it is. */
  String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
