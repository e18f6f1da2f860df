package org.workcell.server.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.workcell.sim.files.BadInputException;

/**
 * A Unix socket in the file system that belongs to one server: a lock on a file beside it tells a
 * socket in use from one that a killed server has left, whoever starts at the same time.
 */
final class SocketFile implements AutoCloseable {

  private static final String OWNER_ONLY = "rw-------";
  private static final String OWNER_ONLY_FOLDER = "rwx------";
  private static final int BACKLOG = 256;

  private final Path path;
  private final Path lockPath;
  private final FileChannel lock;
  private final ServerSocketChannel channel;
  private final Object key;
  private boolean closed;

  private SocketFile(Path path, Path lockPath, FileChannel lock) throws IOException {
    this.path = path;
    this.lockPath = lockPath;
    this.lock = lock;
    this.channel = bind(path);
    this.key = key(path);
  }

  /**
   * Listens at a path; a folder that is missing is made, for this user only.
   *
   * @throws BadInputException if a server listens there, or the path cannot be used
   */
  static SocketFile listen(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute.getParent())) {
        Files.createDirectories(
            absolute.getParent(),
            PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(OWNER_ONLY_FOLDER)));
      }
      Path lockPath = absolute.resolveSibling(absolute.getFileName() + ".lock");
      FileChannel lock = lock(absolute, lockPath);
      try {
        removeStale(absolute);
        return new SocketFile(absolute, lockPath, lock);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(lockPath);
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BadInputException(
          "the server cannot listen on unix:%s: %s".formatted(absolute, e.getMessage()));
    }
  }

  /** The lock on a file that still has its name; a server that ends removes it. */
  private static FileChannel lock(Path socket, Path lockPath) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(
              lockPath,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      Object opened = key(lockPath);
      if (!tryLock(channel)) {
        channel.close();
        throw inUse(socket);
      }
      if (opened != null && opened.equals(key(lockPath))) {
        return channel;
      }
      channel.close();
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static BadInputException inUse(Path socket) {
    return new BadInputException(
        "a server listens on unix:%s already; use it, stop it, or name another path"
            .formatted(socket));
  }

  private static void removeStale(Path socket) throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new BadInputException(
          "%s is no socket; name another path for the server's socket".formatted(socket));
    }
    if (answers(socket)) {
      throw inUse(socket);
    }
    Files.deleteIfExists(socket);
  }

  private static boolean answers(Path socket) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocketChannel bind(Path path) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(OWNER_ONLY));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Object key(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey()
        : null;
  }

  Path path() {
    return path;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  /** Listens no more and removes the files, unless somebody has put others in their place. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
      if (key.equals(key(path))) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(lockPath);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the socket %s cannot be removed".formatted(path), e);
    }
  }
}
