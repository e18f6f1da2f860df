/**
 * The calls of a server, independent of the transport: a session holds the vectors of one client
 * and answers its calls; a host holds what all sessions share. Knows no transport.
 */
package org.workcell.server.session;
