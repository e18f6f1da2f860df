package org.workcell.server.session;

/**
 * What a host does and has done, for operators.
 *
 * @param clients connected now
 * @param vectors open now
 * @param environments of these vectors
 * @param vectorBytes memory for their batches
 * @param steps environment steps that clients have asked for since the start
 * @param resets environment resets that clients have asked for; autoresets are among the steps
 * @param calls calls answered, doorbells included
 * @param errors calls refused or failed
 * @param busyNanoseconds time that workers have spent on environments, all together
 * @param workers number of workers
 */
public record HostMetrics(
    int clients,
    int vectors,
    int environments,
    long vectorBytes,
    long steps,
    long resets,
    long calls,
    long errors,
    long busyNanoseconds,
    int workers) {}
