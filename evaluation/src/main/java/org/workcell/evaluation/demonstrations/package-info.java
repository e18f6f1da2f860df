/**
 * Recording demonstrations: which episodes are tried and kept, the folder that they go to, its
 * manifest and summary, and whether recorded episodes can be rebuilt to the bit.
 */
package org.workcell.evaluation.demonstrations;
