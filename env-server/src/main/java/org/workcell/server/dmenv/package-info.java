/**
 * dm_env_rpc version 1: worlds that clients create, join, step and reset. A world is a vector of a
 * session, of one environment or, where a client asks for it, of many.
 */
package org.workcell.server.dmenv;
