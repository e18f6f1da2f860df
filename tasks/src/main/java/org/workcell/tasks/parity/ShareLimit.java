package org.workcell.tasks.parity;

/**
 * How far a share of all comparisons of a quantity may be off, where roundings that contacts
 * enlarge forbid equality to the bit.
 *
 * @param quantity as in {@link Differences#sample}
 * @param share of the comparisons of all files, 0 to 1
 * @param allowed the largest difference of these
 */
public record ShareLimit(String quantity, double share, double allowed) {}
