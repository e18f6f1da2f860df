package org.workcell.bullet;

/**
 * A link of Bullet's multibody. Its frame is at the centre of mass, along the axes of inertia.
 *
 * @param body of the model
 * @param kind of joint
 * @param dof degree of freedom of the model; -1 of a fixed one
 * @param parent index of the link that carries it; -1 for the world
 * @param massKilograms mass that has weight
 * @param rotorKilograms mass that has none: the rotor of a slide
 * @param inertia principal moments, kg m²
 * @param inParent its frame in that of its parent, at the joint's zero
 * @param pivotInParent the joint's anchor in the parent's frame, m
 * @param pivotToCentre from the anchor to the centre of mass, in its own frame, m
 * @param axis of the joint, in its own frame
 */
record Link(
    int body,
    Kind kind,
    int dof,
    int parent,
    double massKilograms,
    double rotorKilograms,
    double[] inertia,
    Frame inParent,
    double[] pivotInParent,
    double[] pivotToCentre,
    double[] axis) {

  /** How a link moves against the one that carries it. */
  enum Kind {
    FIXED,
    HINGE,
    SLIDE
  }
}
