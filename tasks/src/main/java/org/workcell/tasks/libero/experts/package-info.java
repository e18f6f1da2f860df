/**
 * Scripted experts: a plan of skills made from a task's goal atoms. They read the published
 * observation, its block {@code fixtures} included, and nothing else.
 */
package org.workcell.tasks.libero.experts;
