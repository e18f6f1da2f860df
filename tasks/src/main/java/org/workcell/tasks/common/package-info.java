/** What suites share: tables of scene roles. Knows no suite; may use the simulation core. */
package org.workcell.tasks.common;
