/**
 * Episodes as lines of JSON: the outcome of each, and the record that rebuilds it bit for bit.
 * Knows neither suites nor evaluations.
 */
package org.workcell.datasets.records;
