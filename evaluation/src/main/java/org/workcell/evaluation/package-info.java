/**
 * Evaluations: what to run, checking it before anything runs, running its episodes on worker
 * threads, and the run folder that keeps them and can be resumed. Prints nothing and knows neither
 * the command line nor the reports made of a run.
 */
package org.workcell.evaluation;
