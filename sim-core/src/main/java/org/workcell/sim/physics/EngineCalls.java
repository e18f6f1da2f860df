package org.workcell.sim.physics;

/**
 * What the upstream software of a task asks of the engine, and nothing else: the floor that
 * measurements compare with.
 *
 * @param substeps physics steps in a control period
 * @param postConstraint whether {@code mj_rnePostConstraint} follows them
 * @param forward whether {@code mj_forward} follows them
 * @param resetRuns how often a reset sets the simulation back and lets it move
 * @param resetSubsteps physics steps of each time
 */
public record EngineCalls(
    int substeps, boolean postConstraint, boolean forward, int resetRuns, int resetSubsteps) {}
