package org.workcell.server.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Arguments of a call: a record, with null for what is absent. The call's name is none of them. */
@JsonIgnoreProperties("call")
interface CallArguments {

  /** A call that takes none. */
  record None() implements CallArguments {}

  /**
   * A call about a vector.
   *
   * @param vector its number
   */
  record Vector(Integer vector) implements CallArguments {}

  /**
   * A call about some rows of a vector.
   *
   * @param vector its number
   * @param environments the rows; all where absent
   */
  record Rows(Integer vector, int[] environments) implements CallArguments {}

  /**
   * A call about one row of a vector.
   *
   * @param vector its number
   * @param environment the row
   */
  record Row(Integer vector, Integer environment) implements CallArguments {}
}
