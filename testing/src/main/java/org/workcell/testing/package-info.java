/**
 * Building blocks for tests of environments, for this project and for authors of suites: small
 * tasks, tasks that forward to others, environments that fail on purpose, and drivers. The
 * contracts that every environment and vector keeps are in {@link org.workcell.testing.contract}.
 */
package org.workcell.testing;
