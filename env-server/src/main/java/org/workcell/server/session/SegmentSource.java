package org.workcell.server.session;

/** Where the memory of a session's vectors comes from, which depends on the transport. */
@FunctionalInterface
public interface SegmentSource {

  /**
   * Memory for one vector. It is made when the vector asks for its first region, because only then
   * its size is known; {@link CallException} with {@link ErrorCode#RESOURCE_EXHAUSTED} is thrown
   * there if there is no room, naming how much is needed and free.
   */
  Segment create();
}
