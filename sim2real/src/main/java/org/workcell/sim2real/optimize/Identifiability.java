package org.workcell.sim2real.optimize;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * What data tell of the parameters: singular values of the Jacobian, whose columns are changes
 * across the box. A direction with the singular value {@code s} is known up to {@code noise / s},
 * as a share of the box. While the worst direction is worse than the limit, the parameter with the
 * largest part in it is frozen, and the others are looked at again.
 *
 * @param effectiveNoise standard deviation that independent residuals would need to have to move
 *     the parameters as much as the residuals do that depend on each other within a group
 * @param conditionNumber of the Jacobian of all parameters
 * @param frozen indices of the parameters that the data cannot tell, the worst first
 * @param weak the direction that froze each of them
 */
public record Identifiability(
    double effectiveNoise, double conditionNumber, List<Integer> frozen, List<WeakDirection> weak) {

  /** A standard deviation of a tenth of the box: data that say no more are not listened to. */
  public static final double STANDARD_LIMIT = 0.1;

  /** Takes defensive copies. */
  public Identifiability {
    frozen = List.copyOf(frozen);
    weak = List.copyOf(weak);
  }

  /**
   * Looks at a fit.
   *
   * @param loss the one that the fit used
   * @param groups residuals that depend on each other
   * @param limit the largest standard deviation of a direction, as a share of the box
   */
  public static Identifiability of(
      LeastSquaresResult fit, RobustLoss loss, ResidualGroups groups, double limit) {
    int count = fit.space().size();
    if (count == 0) {
      return new Identifiability(fit.rms(), 1, List.of(), List.of());
    }
    RealMatrix triangle = triangle(fit, loss);
    SingularValueDecomposition all = new SingularValueDecomposition(triangle);
    double noise = effectiveNoise(all, groups.equations(fit, loss), fit);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kept.add(i);
    }
    List<Integer> frozen = new ArrayList<>();
    List<WeakDirection> weak = new ArrayList<>();
    while (!kept.isEmpty()) {
      SingularValueDecomposition decomposition =
          new SingularValueDecomposition(columns(triangle, kept));
      int last = kept.size() - 1;
      double deviation = noise / decomposition.getSingularValues()[last];
      if (deviation <= limit) {
        break;
      }
      double[] direction = decomposition.getV().getColumn(last);
      weak.add(WeakDirection.of(names(fit.space(), kept), direction, deviation));
      frozen.add(kept.remove(largest(direction)));
    }
    return new Identifiability(noise, all.getConditionNumber(), frozen, weak);
  }

  /** Of the QR decomposition of the weighted Jacobian; it has the same singular values. */
  private static RealMatrix triangle(LeastSquaresResult fit, RobustLoss loss) {
    int rows = Math.max(fit.residuals().length, fit.space().size());
    RealMatrix weighted = new Array2DRowRealMatrix(rows, fit.space().size());
    for (int row = 0; row < fit.residuals().length; row++) {
      double weight = Math.sqrt(loss.weight(fit.residuals()[row]));
      for (int i = 0; i < fit.space().size(); i++) {
        weighted.setEntry(row, i, weight * fit.jacobian()[row][i]);
      }
    }
    int last = fit.space().size() - 1;
    return new QRDecomposition(weighted).getR().getSubMatrix(0, last, 0, last);
  }

  /**
   * Mean square over directions of what the residuals of a group push along them together. For
   * independent residuals it is their variance.
   */
  private static double effectiveNoise(
      SingularValueDecomposition all, NormalEquations[] groups, LeastSquaresResult fit) {
    double[] singular = all.getSingularValues();
    double sum = 0;
    int used = 0;
    for (int k = 0; k < singular.length && singular[k] > 1e-9 * singular[0]; k++) {
      double[] direction = all.getV().getColumn(k);
      for (NormalEquations group : groups) {
        double push = 0;
        for (int i = 0; i < direction.length; i++) {
          push += direction[i] * group.gradient()[i];
        }
        sum += push * push / (singular[k] * singular[k]);
      }
      used++;
    }
    // A fit with as many parameters as groups would leave nothing of them.
    double left = Math.max(1, groups.length - used) / (double) groups.length;
    return used == 0 ? fit.rms() : Math.sqrt(sum / used / left);
  }

  private static RealMatrix columns(RealMatrix matrix, List<Integer> columns) {
    RealMatrix result = new Array2DRowRealMatrix(matrix.getRowDimension(), columns.size());
    for (int i = 0; i < columns.size(); i++) {
      result.setColumn(i, matrix.getColumn(columns.get(i)));
    }
    return result;
  }

  private static List<String> names(SearchSpace space, List<Integer> indices) {
    return indices.stream().map(i -> space.parameters().get(i).name()).toList();
  }

  private static int largest(double[] direction) {
    int largest = 0;
    for (int i = 1; i < direction.length; i++) {
      if (Math.abs(direction[i]) > Math.abs(direction[largest])) {
        largest = i;
      }
    }
    return largest;
  }
}
