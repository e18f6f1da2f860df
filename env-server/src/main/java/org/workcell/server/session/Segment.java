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

  /** The file that a client maps; empty where the memory is this process's own. */
  Optional<Path> path();

  /** The client has mapped it: nobody needs the file's name any more. Idempotent. */
  default void mapped() {}

  /** Frees the memory, and the file if it still has a name. Idempotent. */
  @Override
  void close();
}
