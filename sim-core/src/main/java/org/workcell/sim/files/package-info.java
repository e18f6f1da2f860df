/** Atomic file writes, and the exception for unusable input of a user. */
package org.workcell.sim.files;
