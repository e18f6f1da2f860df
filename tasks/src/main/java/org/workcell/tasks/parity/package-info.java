/**
 * Comparing a suite with recordings of the software it is compatible with: finds the files of a
 * folder, has a suite replay each, and keeps the worst differences. Knows no suite by name; suites
 * are found through {@link java.util.ServiceLoader}.
 */
package org.workcell.tasks.parity;
