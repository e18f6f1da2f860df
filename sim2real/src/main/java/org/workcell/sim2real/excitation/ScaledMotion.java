package org.workcell.sim2real.excitation;

/** Another motion, with its distance from a centre scaled for each joint. */
record ScaledMotion(Motion motion, double[] centre, double[] scales) implements Motion {

  @Override
  public int joints() {
    return motion.joints();
  }

  @Override
  public double durationSeconds() {
    return motion.durationSeconds();
  }

  @Override
  public void position(double seconds, double[] target) {
    motion.position(seconds, target);
    for (int joint = 0; joint < centre.length; joint++) {
      target[joint] = centre[joint] + scales[joint] * (target[joint] - centre[joint]);
    }
  }
}
