/**
 * Logs of real robots: what one is, in SI units, and how files become logs. Formats other than NPZ
 * and CSV come from other modules, by {@link org.workcell.datasets.logs.LogFormat}.
 */
package org.workcell.datasets.logs;
