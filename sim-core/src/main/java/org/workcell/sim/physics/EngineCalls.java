package org.workcell.sim.physics;

/**
 * What the upstream software of a task asks of the engine, and nothing else: the floor that
 * measurements compare with.
 *
 * @param substeps physics steps in a control period
 * @param postConstraint whether {@code mj_rnePostConstraint} follows them
 * @param forward whether {@code mj_forward} follows them
 * @param resetSubsteps physics steps of a reset
 */
public record EngineCalls(
    int substeps, boolean postConstraint, boolean forward, int resetSubsteps) {}
