/** Exports identified parameters as MJCF, as far as MJCF can express them. */
package org.workcell.sim2real.export;
