/**
 * Degrades demonstrations on purpose: correlated noise, pauses, detours, and whatever other jars
 * offer as {@link org.workcell.datasets.degradation.DegradationProvider}.
 */
package org.workcell.datasets.degradation;
