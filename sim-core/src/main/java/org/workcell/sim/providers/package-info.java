/** Finds implementations on the class path by name, in Workcell and in other jars. */
package org.workcell.sim.providers;
