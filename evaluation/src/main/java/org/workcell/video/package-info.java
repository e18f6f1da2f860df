/**
 * Videos of episodes: rebuilding recorded ones on worker threads, drawing them, and H.264 in MP4
 * files. The only package that knows ffmpeg, whose natives are loaded for the first video and never
 * before. Prints nothing.
 */
package org.workcell.video;
