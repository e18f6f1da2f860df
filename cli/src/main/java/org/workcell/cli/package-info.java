/**
 * The {@code workcell} command line: reading and checking arguments, progress on standard error,
 * results on standard output, exit statuses. Holds no rule of evaluations or reports; whatever
 * another program could want to do lives in the packages below.
 */
package org.workcell.cli;
