package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.workcell.sim.delta.DeltaModel;

/** A way of learning a delta from logs. The gate judges what comes out, whatever it is. */
public interface DeltaMethod {

  /** Its name on the command line and in files. */
  String name();

  /**
   * Learns. The same problem gives the same model.
   *
   * @param report gets what is worth knowing of the training
   * @param progress is told lines for people
   */
  DeltaModel train(DeltaProblem problem, ObjectNode report, Consumer<String> progress);
}
