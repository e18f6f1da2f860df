/**
 * Images of many environments: which cameras are drawn into which blocks, the threads that draw,
 * and {@link org.workcell.sim.cameras.ViewSource}, by which a vector tells what its environments
 * show. Knows no vector.
 */
package org.workcell.sim.cameras;
