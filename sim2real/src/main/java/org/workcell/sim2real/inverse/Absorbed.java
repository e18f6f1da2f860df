package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.linear.MatrixUtils;

/**
 * Which frozen unknowns act on the torques like fitted ones: what is fitted then stands for a
 * combination, and takes up what the nominal values of the frozen ones lack. Frozen columns are
 * regressed on the fitted ones, both in units of their prior standard deviations.
 */
final class Absorbed {

  /** Least deviation of a fitted unknown, in its own, that one of a frozen unknown looks like. */
  private static final double LEAST = 0.1;

  private static final int MOST = 4;

  private final int[] fitted;
  private final int[] frozen;
  private final double[][] shares;

  Absorbed(InverseFit fit, boolean[] frozen) {
    boolean[] free = new boolean[frozen.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = !frozen[i];
    }
    this.fitted = InverseFit.indices(free);
    this.frozen = InverseFit.indices(frozen);
    double[] scale = fit.problem().scale();
    double[][] across = new double[fitted.length][this.frozen.length];
    for (int i = 0; i < fitted.length; i++) {
      for (int k = 0; k < this.frozen.length; k++) {
        across[i][k] = fit.curvature()[fitted[i]][this.frozen[k]] * scale[this.frozen[k]];
      }
    }
    this.shares =
        this.frozen.length == 0
            ? across
            : MatrixUtils.createRealMatrix(fit.inverseCurvature(free))
                .multiply(MatrixUtils.createRealMatrix(across))
                .getData();
    for (int i = 0; i < fitted.length; i++) {
      for (int k = 0; k < this.frozen.length; k++) {
        shares[i][k] /= scale[fitted[i]];
      }
    }
  }

  /** The frozen unknowns that a fitted one stands for, too, the most alike first; a few. */
  List<Integer> by(int unknown) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < fitted.length; i++) {
      if (fitted[i] == unknown) {
        double[] row = shares[i];
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < frozen.length; k++) {
          if (Math.abs(row[k]) >= LEAST) {
            order.add(k);
          }
        }
        order.sort(Comparator.comparingDouble(k -> -Math.abs(row[k])));
        order.stream().limit(MOST).forEach(k -> found.add(frozen[k]));
      }
    }
    return found;
  }
}
