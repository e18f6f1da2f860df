/**
 * Short experiments, one class each, on top of trainers, evaluations and suites. Nothing imports
 * them.
 */
package org.workcell.recipes;
