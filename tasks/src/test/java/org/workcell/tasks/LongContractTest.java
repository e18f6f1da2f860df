package org.workcell.tasks;

import org.junit.jupiter.api.Tag;

/** The environment contract over every task with longer episodes, in which more things touch. */
@Tag("soak")
class LongContractTest extends RegisteredTasksContractTest {

  @Override
  protected int steps() {
    return 25;
  }
}
