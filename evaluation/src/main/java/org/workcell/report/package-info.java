/**
 * The outputs of a finished run: summary, text table and the HTML page. Everything here depends on
 * manifest, results and the videos that lie beside them alone, so the same run always gives the
 * same bytes; runs nothing and prints nothing.
 */
package org.workcell.report;
