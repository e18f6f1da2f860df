/**
 * Servers that offer environments to trainers: shared memory, gRPC and dm_env_rpc. May use suites,
 * randomization and sim-to-real; holds no rule of any task. This package has what all transports
 * share and depends on none: what a server needs of a listener, and the log.
 */
package org.workcell.server;
