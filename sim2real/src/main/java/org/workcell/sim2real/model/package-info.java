/**
 * A robot's model for its logs: joints and drives by name, an actuator chain, and every number that
 * identification may change, under the paths of {@link
 * org.workcell.datasets.parameters.IdentifiedParameter}.
 */
package org.workcell.sim2real.model;
