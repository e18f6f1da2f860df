package org.workcell.sim2real.delta;

/**
 * How labels are computed.
 *
 * @param mask which joints' commands are changed
 * @param limits largest change of each joint, in the command's unit
 * @param difference step of finite differences, in the command's unit
 * @param usual a change of usual size: the preference for small ones is as strong as one deviation
 *     of noise there
 * @param rateWeight preference for changes that stay from row to row, relative to that for small
 *     ones
 * @param goodEnough error of a label, in the command's unit, above which it counts less
 * @param gapSeconds rows further apart than this have no label
 */
record LabelOptions(
    boolean[] mask,
    double[] limits,
    double difference,
    double usual,
    double rateWeight,
    double goodEnough,
    double gapSeconds) {}
