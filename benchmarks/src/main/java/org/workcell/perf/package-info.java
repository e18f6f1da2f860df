/**
 * Measurements of the vectorized runner beside a floor that does the same work with nothing but
 * engine calls. Both run in one process and take turns, so that what the machine does meanwhile
 * meets both. Prints nothing and knows no command line.
 */
package org.workcell.perf;
