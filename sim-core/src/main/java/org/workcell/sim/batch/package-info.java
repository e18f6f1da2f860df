/**
 * Memory for batches of environments: named, typed, env-major blocks that callers supply and
 * environments write in place. Knows nothing of physics or tasks.
 */
package org.workcell.sim.batch;
