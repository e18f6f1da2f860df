package org.workcell.server.session;

import java.util.Optional;
import java.util.Set;

/**
 * Which blocks the answers of a vector carry, where the client does not read them in memory.
 *
 * @param names of the blocks
 * @param packed where results of all rows are one tensor; else each block is one
 */
record ResultBlocks(Set<String> names, Optional<PackedRows> packed) {}
