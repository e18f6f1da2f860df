/**
 * The MuJoCo library itself: loading it once, knowing its version and where it came from, and
 * turning its errors into Java exceptions. Everything else of MuJoCo lives in {@code physics},
 * {@code scene} and {@code rendering}.
 */
package org.workcell.sim.engine;
