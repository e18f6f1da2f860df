/**
 * The contracts of environments and vectors as JUnit 5 classes: a test that extends one says how
 * its environments are opened, and gets the checks.
 */
package org.workcell.testing.contract;
