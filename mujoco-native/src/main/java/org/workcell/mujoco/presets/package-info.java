/**
 * What the JavaCPP builder needs to know about MuJoCo's headers and libraries. Nothing here is
 * called by other modules; they use the generated classes in {@code org.workcell.mujoco}.
 */
package org.workcell.mujoco.presets;
