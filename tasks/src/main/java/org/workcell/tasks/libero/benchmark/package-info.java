/**
 * The benchmarks of the suite: LIBERO's five suites, their unions and task orders. Knows configs
 * and stored states only.
 */
package org.workcell.tasks.libero.benchmark;
