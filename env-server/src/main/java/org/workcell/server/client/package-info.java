/**
 * The Java client: connections to servers, and vectors whose environments run there. What a
 * connection must offer is {@link org.workcell.server.client.Connection}; the rest is the same over
 * every transport.
 */
package org.workcell.server.client;
