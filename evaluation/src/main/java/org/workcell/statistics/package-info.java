/** Statistics of comparisons: which test answers which question. Knows numbers and nothing else. */
package org.workcell.statistics;
