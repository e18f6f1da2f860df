package org.workcell.perf;

/**
 * What stepping costs. All rates are in environment steps, that is control periods; frame skip is
 * not multiplied in.
 *
 * @param ratio median over pairs of slices of the runner's rate divided by the floor's
 * @param cpuRatio the same of CPU time: floor's divided by runner's, which other programs on the
 *     machine disturb less
 * @param cpuRatioInterval of that median, by order statistics
 * @param envStepsPerSecond the runner's median rate
 * @param floorStepsPerSecond the floor's median rate
 * @param cpuMicrosecondsPerStep CPU time of the workers per step, resets included
 * @param bytesAllocatedPerStep Java heap that workers and caller allocate per step, where no
 *     episode starts: the median over slices
 * @param resetInSteps what an autoreset costs, in steps of CPU time; absent where none happened
 * @param floorAgrees whether the floor reached the runner's states to the bit, which it must where
 *     both make the same engine calls
 * @param pairs number of pairs of slices
 */
public record StepReport(
    double ratio,
    double cpuRatio,
    Interval cpuRatioInterval,
    double envStepsPerSecond,
    double floorStepsPerSecond,
    double cpuMicrosecondsPerStep,
    double bytesAllocatedPerStep,
    Double resetInSteps,
    boolean floorAgrees,
    int pairs) {}
