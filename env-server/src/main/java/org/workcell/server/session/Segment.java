package org.workcell.server.session;

import java.nio.file.Path;
import java.util.Optional;
import org.workcell.sim.batch.BatchMemory;

/**
 * The memory of a vector's batches. Closed once, after the vector; nobody reads or writes it then.
 */
public interface Segment extends AutoCloseable {

  /** The memory. */
  BatchMemory memory();

  /** Whether a client maps it, too; where not, a vector may as well use memory of its own. */
  default boolean isShared() {
    return path().isPresent();
  }

  /** The file that a client maps, once the memory is made; empty where it is not shared. */
  Optional<Path> path();

  /** The client has mapped it: nobody needs the file's name any more. Idempotent. */
  default void mapped() {}

  /** Frees the memory, and the file if it still has a name. Idempotent. */
  @Override
  void close();
}
