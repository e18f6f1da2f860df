/** Helpers for HTML pages: texts that are safe in them, rows, templates. */
package org.workcell.sim.html;
