/** Identified parameters as a model of other simulators: MJCF, with what it can say. */
package org.workcell.sim2real.export;
