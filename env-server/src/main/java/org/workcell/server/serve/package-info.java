/**
 * The server process: one host, listeners over the transports that were asked for, and an HTTP
 * endpoint with health and metrics.
 */
package org.workcell.server.serve;
