/** Finds what the class path offers by name, from Workcell and from other jars. */
package org.workcell.sim.providers;
