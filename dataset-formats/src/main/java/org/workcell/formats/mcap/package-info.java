/**
 * Recordings in MCAP: messages of ROS 2 in CDR and messages in JSON, read as robot logs by {@link
 * org.workcell.formats.mcap.McapFormat}. Needs no library of MCAP or ROS.
 */
package org.workcell.formats.mcap;
