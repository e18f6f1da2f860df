/**
 * Bullet worlds built from compiled models. The only place that may load Bullet; knows the
 * simulation core, and no suite.
 */
package org.workcell.bullet;
