/**
 * Reproducible randomness: one root seed, independent streams by name. Streams are plain state that
 * snapshots can save. Nothing here depends on workers, batches or order of use.
 */
package org.workcell.sim.random;
