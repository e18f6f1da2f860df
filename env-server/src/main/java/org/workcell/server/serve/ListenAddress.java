package org.workcell.server.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;

/** Where a server listens. */
public sealed interface ListenAddress {

  /**
   * A Unix socket, for clients of this machine and user.
   *
   * @param path in the file system
   */
  record Unix(Path path) implements ListenAddress {}

  /**
   * A port, for gRPC.
   *
   * @param address with port 0 for any free one
   */
  record Tcp(InetSocketAddress address) implements ListenAddress {

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
      return address.getAddress().isLoopbackAddress();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      String host = address.getAddress().getHostAddress();
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
  }

  /**
   * Reads {@code unix:PATH} or {@code HOST:PORT}; an IPv6 host stands in brackets.
   *
   * @throws BadInputException if it is neither, or the host has no address
   */
  static ListenAddress parse(String text) {
    String prefix = "unix:";
    if (text.startsWith(prefix) && text.length() > prefix.length()) {
      return new Unix(Path.of(text.substring(prefix.length())));
    }
    return new Tcp(parseHostAndPort(text));
  }

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws BadInputException if it is something else, or the host has no address
   */
  static InetSocketAddress parseHostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
      throw new BadInputException(
          "'%s' is no address to listen on; write unix:PATH, or HOST:PORT with a port of 0..65535"
              .formatted(text));
    }
    String host = text.substring(0, colon).replaceAll("^\\[|\\]$", "");
    try {
      return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
    } catch (UnknownHostException e) {
      throw new BadInputException(
          "'%s' has no address; name a host of this machine".formatted(host));
    }
  }
}
