/**
 * Episodes as lines of JSON: how each ended, and what rebuilds it, to the bit. Knows neither suites
 * nor evaluations.
 */
package org.workcell.datasets.records;
