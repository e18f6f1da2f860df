/**
 * Servers that offer environments to trainers: shared memory, gRPC and dm_env_rpc. May use suites,
 * randomization and sim-to-real; holds no rule of any task.
 */
package org.workcell.server;
