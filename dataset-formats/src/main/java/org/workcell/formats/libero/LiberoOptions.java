package org.workcell.formats.libero;

/**
 * How files are written.
 *
 * @param skew whether row t is what was observed after {@code actions[t]}, as in LIBERO's files;
 *     the source must give it so
 * @param upright whether images have their first row first; LIBERO's have it last, as OpenGL
 */
public record LiberoOptions(boolean skew, boolean upright) {}
