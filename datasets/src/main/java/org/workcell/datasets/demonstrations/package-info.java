/**
 * Demonstrations as files: episodes step by step in NumPy's npz format, one file for each, with an
 * index. {@link org.workcell.datasets.demonstrations.Demonstrations} reads a folder; files are not
 * trusted.
 */
package org.workcell.datasets.demonstrations;
