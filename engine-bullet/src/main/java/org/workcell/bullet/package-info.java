/**
 * Bullet as the engine that moves the joints of a compiled model: {@link
 * org.workcell.bullet.BulletEngine} makes its multibody. The only place that may load Bullet; knows
 * the simulation core, and no suite.
 */
package org.workcell.bullet;
