package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a check of {@code doctor} found.
 *
 * @param name what was checked
 * @param status whether it is as it should be
 * @param detail what was found
 * @param remedy what to do about it; null where nothing has to be done
 */
record Finding(String name, Status status, String detail, String remedy) {

  /** How bad it is. */
  enum Status {
    /** As it should be. */
    OK,
    /** Missing or broken, but only some commands need it. */
    NOTE,
    /** Needed and broken. */
    PROBLEM;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String name, String detail) {
    return new Finding(name, Status.OK, detail, null);
  }

  static Finding note(String name, String detail, String remedy) {
    return new Finding(name, Status.NOTE, detail, remedy);
  }

  static Finding problem(String name, String detail, String remedy) {
    return new Finding(name, Status.PROBLEM, detail, remedy);
  }

  @JsonIgnore
  boolean broken() {
    return status == Status.PROBLEM;
  }

  /** One line for people. */
  String line() {
    String whatToDo = remedy == null ? "" : "; " + remedy;
    return String.format("%-7s  %-14s  %s%s", status.label(), name, detail, whatToDo);
  }
}
