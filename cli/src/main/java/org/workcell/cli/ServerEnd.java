package org.workcell.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * What ends a server: a signal, the end of standard input, or that nobody is there. A second signal
 * ends the process at once, whatever it does.
 */
final class ServerEnd {

  private static final int SIGNALLED = 128;
  private static final int SIGTERM = 15;
  private static final long LONGEST_PAUSE_MILLISECONDS = 1000;

  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  /** From now on signals end this and no longer the process. */
  void installSignals() {
    handle("INT", ExitStatus.INTERRUPTED, ExitStatus.INTERRUPTED);
    handle("TERM", ExitStatus.OK, SIGNALLED + SIGTERM);
  }

  /** By reflection, because the compiler warns of the JDK's only way to handle signals. */
  private void handle(String signal, int first, int second) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle") && !status.complete(first)) {
                  Runtime.getRuntime().halt(second);
                }
                return null;
              });
      signalType
          .getMethod("handle", signalType, handlerType)
          .invoke(null, signalType.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot handle signals", e);
    }
  }

  /** Ends when a stream does. */
  void watch(InputStream stream) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (stream.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                // A stream that cannot be read has ended.
              }
              status.complete(ExitStatus.OK);
            },
            "parent");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits.
   *
   * @param idleSeconds ends when there have been no clients for so long; null for never
   * @return exit status of the process
   */
  int await(Integer idleSeconds, IntSupplier clients) {
    long lastSeen = System.nanoTime();
    while (true) {
      try {
        return status.get(LONGEST_PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        if (clients.getAsInt() > 0) {
          lastSeen = now;
        } else if (idleSeconds != null
            && now - lastSeen > Duration.ofSeconds(idleSeconds).toNanos()) {
          status.complete(ExitStatus.OK);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitStatus.INTERRUPTED;
      } catch (ExecutionException e) {
        throw new IllegalStateException("nothing ends a server with an exception", e);
      }
    }
  }
}
