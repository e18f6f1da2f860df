package org.workcell.perf;

/**
 * What rolling a policy out costs. All rates are in environment steps.
 *
 * @param policy name of the policy
 * @param device where it chooses
 * @param ratio median over pairs of slices of the runner's rate divided by the floor's, which only
 *     simulates
 * @param envStepsPerSecond the runner's median rate
 * @param floorStepsPerSecond the floor's median rate
 * @param cpuMicrosecondsPerStep CPU time of the whole process per step
 * @param bytesAllocatedPerStep Java heap that workers and caller allocate per step, policy and
 *     autoreset included
 * @param simulationShare part of the workers' time in which they simulated
 * @param waitingShare part of the workers' time in which they had nothing to do
 * @param inferenceShare part of the time in which the policy was choosing, beside the simulation
 * @param drawingShare part of the time in which images were drawn, beside the simulation
 * @param pairs number of pairs of slices
 */
public record RolloutReport(
    String policy,
    String device,
    double ratio,
    double envStepsPerSecond,
    double floorStepsPerSecond,
    double cpuMicrosecondsPerStep,
    double bytesAllocatedPerStep,
    double simulationShare,
    double waitingShare,
    double inferenceShare,
    double drawingShare,
    int pairs) {}
