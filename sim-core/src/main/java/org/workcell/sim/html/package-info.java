/** What writing pages in HTML takes: texts that are safe in them, rows, templates. */
package org.workcell.sim.html;
