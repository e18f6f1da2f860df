package org.workcell.server.session;

import org.workcell.sim.engine.MissingLibraryException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.sim.vector.StuckEnvironmentException;
import org.workcell.sim.wire.WireFormatException;

/** What a client is told when something is thrown. */
final class Refusals {

  private Refusals() {}

  static CallException of(Throwable thrown) {
    return thrown instanceof CallException refusal
        ? refusal
        : new CallException(codeOf(thrown), textOf(thrown));
  }

  private static ErrorCode codeOf(Throwable thrown) {
    if (thrown instanceof IllegalArgumentException
        || thrown instanceof BadInputException
        || thrown instanceof WireFormatException
        || thrown instanceof ModelException
        || thrown instanceof ArithmeticException) {
      return ErrorCode.INVALID_ARGUMENT;
    }
    if (thrown instanceof IllegalStateException) {
      return ErrorCode.FAILED_PRECONDITION;
    }
    if (thrown instanceof RenderingException
        || thrown instanceof MissingLibraryException
        || thrown instanceof StuckEnvironmentException) {
      return ErrorCode.UNAVAILABLE;
    }
    return thrown instanceof OutOfMemoryError ? ErrorCode.RESOURCE_EXHAUSTED : ErrorCode.INTERNAL;
  }

  private static String textOf(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      return "the server is out of memory (%s); use fewer environments or smaller images"
          .formatted(thrown.getMessage());
    }
    return codeOf(thrown) == ErrorCode.INTERNAL || thrown.getMessage() == null
        ? thrown.toString()
        : thrown.getMessage();
  }
}
