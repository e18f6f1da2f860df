/**
 * JMH benchmarks; run them with {@code ./workcell jmh}. Speed and memory are measured here and
 * never in tests. Results that are quoted lie in {@code docs/results} with the command that repeats
 * them.
 */
package org.workcell.benchmarks;
