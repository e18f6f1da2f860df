/**
 * What clients may ask of a server, whatever carries their messages: a session holds the vectors of
 * one client and answers its calls; a host holds what all sessions share. Knows no transport.
 */
package org.workcell.server.session;
