package org.workcell.datasets.degradation;

/** A degradation with its parameters. Immutable; used from many threads. */
public interface DegradationFactory {

  /** Name and all parameters, defaults included: the same words mean the same changes. */
  String identity();

  /**
   * A degradation for episodes of a task.
   *
   * @throws IllegalArgumentException if it cannot act on such actions
   */
  Degradation newDegradation(ActionMeaning action);
}
