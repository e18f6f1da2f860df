package org.workcell.sim2real.report;

import org.workcell.sim2real.inverse.InversePrediction;

/**
 * Predicted currents or torques of a log.
 *
 * @param model with identified parameters
 * @param nominal with the nominal model's inertias and no friction
 * @param heldOut whether the log took no part in the fit
 */
record EffortComparison(InversePrediction model, InversePrediction nominal, boolean heldOut) {}
