/**
 * Pages of the documentation that are made from the program itself: one for each task. Knows specs
 * and notes; runs nothing.
 */
package org.workcell.pages;
