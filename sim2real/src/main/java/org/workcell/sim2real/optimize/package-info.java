/**
 * Search for parameters of a simulation: nonlinear least squares within bounds, CMA-ES where there
 * is no gradient, what the data cannot tell, and intervals. Knows nothing of robots.
 */
package org.workcell.sim2real.optimize;
