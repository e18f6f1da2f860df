/**
 * Messages between processes: a text, which is JSON, and tensors as bytes. Environment servers,
 * their clients and policies in other processes speak in them; what the texts mean is theirs.
 */
package org.workcell.sim.wire;
