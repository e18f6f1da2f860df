/**
 * Saving and restoring the parts of an environment as bytes. The lowest package of the core: it
 * knows no part by name.
 */
package org.workcell.sim.state;
