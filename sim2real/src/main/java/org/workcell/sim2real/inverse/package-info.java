/**
 * Identification from measured torques or motor currents: inverse dynamics are linear in a body's
 * inertial numbers, so no simulation over time is needed. {@link
 * org.workcell.sim2real.inverse.InverseIdentification} finds a model, {@link
 * org.workcell.sim2real.inverse.InversePrediction} says which current a model expects, {@link
 * org.workcell.sim2real.inverse.PayloadIdentification} finds what a flange carries.
 */
package org.workcell.sim2real.inverse;
