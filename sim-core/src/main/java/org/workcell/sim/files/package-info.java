/**
 * Files that are written whole or not at all, and the error of whoever gave input that cannot be
 * used.
 */
package org.workcell.sim.files;
