/**
 * gRPC: the port, who may use it, and the service {@code workcell.v1.Environments}, whose streams
 * are sessions. Knows how streams are answered in order and at the speed of their readers; what is
 * answered is the session's.
 */
package org.workcell.server.rpc;
