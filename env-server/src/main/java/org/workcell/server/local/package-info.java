/**
 * The transport on one machine: a Unix socket for messages and doorbells, and segments of shared
 * memory for the batches. Only processes of the same user are served.
 */
package org.workcell.server.local;
