package org.workcell.server.rpc;

import java.nio.file.Path;
import java.util.Optional;
import org.workcell.server.session.Segment;
import org.workcell.sim.batch.BatchMemory;

/** Memory of this process: results go to clients in messages. Freed by the garbage collector. */
public final class ProcessMemory implements Segment {

  private final BatchMemory memory = BatchMemory.allocated();

  @Override
  public BatchMemory memory() {
    return memory;
  }

  @Override
  public Optional<Path> path() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
