package org.workcell.bullet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/**
 * The moving bodies of a compiled model as links, in the order of its degrees of freedom. A body
 * with several joints becomes several links, of which the last one has the mass. Immutable.
 */
final class LinkTree {

  private static final int SLIDE = 2;
  private static final int NO_INERTIA = -1;

  private final Model model;
  private final double[] rotors;
  private final int[] parents;
  private final int[] jointCounts;
  private final int[] firstJoints;
  private final double[] bodyPos;
  private final double[] bodyQuat;
  private final double[] jointPos;
  private final double[] jointAxis;
  private final List<Link> links = new ArrayList<>();

  /** Of each body the link that carries it; -1 for the world. */
  private final int[] linkOf;

  /** Of each body where the frame of {@link #linkOf} is in it; its place in the world without. */
  private final Frame[] linkFrames;

  private LinkTree(Model model, double[] rotors) {
    this.model = model;
    this.rotors = rotors;
    this.parents = model.structure("body_parentid");
    this.jointCounts = model.structure("body_jntnum");
    this.firstJoints = model.structure("body_jntadr");
    this.bodyPos = model.values(ModelField.BODY_POS);
    this.bodyQuat = model.values(ModelField.BODY_QUAT);
    this.jointPos = model.values(ModelField.JNT_POS);
    this.jointAxis = model.constants("jnt_axis");
    this.linkOf = new int[parents.length];
    this.linkFrames = new Frame[parents.length];
    Arrays.fill(linkOf, -1);
    linkFrames[0] = Frame.IDENTITY;
  }

  /**
   * Reads a model.
   *
   * @param rotors inertia that is to be part of the links, by degree of freedom; kg m², kg
   * @throws IllegalArgumentException naming what it has and links have not
   */
  static List<Link> of(Model model, double[] rotors) {
    Supported.require(model);
    LinkTree tree = new LinkTree(model, rotors);
    for (int body = 1; body < tree.parents.length; body++) {
      tree.add(body);
    }
    return List.copyOf(tree.links);
  }

  private void add(int body) {
    int parent = parents[body];
    Frame inParent = Frame.of(bodyPos, bodyQuat, body);
    boolean onWorld = linkOf[parent] < 0;
    if (onWorld && jointCounts[body] == 0) {
      linkFrames[body] = linkFrames[parent].then(inParent);
      return;
    }
    // From the parent link's frame to this body's.
    Frame toBody = (onWorld ? linkFrames[parent] : linkFrames[parent].inverse()).then(inParent);
    Frame centre =
        Frame.of(model.values(ModelField.BODY_IPOS), model.values(ModelField.BODY_IQUAT), body);
    int link = linkOf[parent];
    if (jointCounts[body] == 0) {
      links.add(fixed(body, link, toBody, centre));
      linkFrames[body] = centre;
    }
    for (int i = 0; i < jointCounts[body]; i++) {
      boolean last = i == jointCounts[body] - 1;
      links.add(jointed(body, firstJoints[body] + i, link, toBody, last ? centre : null));
      link = links.size() - 1;
      // The next joint of the same body sits on this one's link.
      toBody = linkFrames[body].inverse();
    }
    linkOf[body] = links.size() - 1;
  }

  private Link fixed(int body, int parent, Frame toBody, Frame centre) {
    return new Link(
        body,
        Link.Kind.FIXED,
        -1,
        parent,
        mass(body),
        0,
        inertia(body),
        toBody.then(centre),
        toBody.origin(),
        centre.inverse().vector(centre.origin()),
        new double[3]);
  }

  /** With a centre of mass, or without mass where it is null. */
  private Link jointed(int body, int joint, int parent, Frame toBody, Frame centre) {
    Frame own = centre == null ? Frame.IDENTITY : centre;
    int from = centre == null ? NO_INERTIA : body;
    int dof = model.structure("jnt_dofadr")[joint];
    boolean slide = model.structure("jnt_type")[joint] == SLIDE;
    double[] axis = Frame.row(jointAxis, joint);
    double[] inertia = inertia(from);
    if (!slide && rotors[dof] > 0) {
      PrincipalAxes axes = PrincipalAxes.of(inertia, rotors[dof], own.inverse().vector(axis));
      own = own.then(axes.frame());
      inertia = axes.moments();
    }
    double[] anchor = Frame.row(jointPos, joint);
    double[] toCentre = own.origin().clone();
    for (int i = 0; i < 3; i++) {
      toCentre[i] -= anchor[i];
    }
    linkFrames[body] = own;
    return new Link(
        body,
        slide ? Link.Kind.SLIDE : Link.Kind.HINGE,
        dof,
        parent,
        mass(from),
        slide ? rotors[dof] : 0,
        inertia,
        toBody.then(own),
        toBody.point(anchor),
        own.inverse().vector(toCentre),
        own.inverse().vector(axis));
  }

  private double mass(int body) {
    return body == NO_INERTIA ? 0 : model.get(ModelField.BODY_MASS, body);
  }

  private double[] inertia(int body) {
    return body == NO_INERTIA
        ? new double[3]
        : Frame.row(model.values(ModelField.BODY_INERTIA), body);
  }

  /** Name of a joint, for messages. */
  static String joint(Model model, int joint) {
    return model.names(ObjectKind.JOINT).get(joint);
  }
}
