/**
 * Demonstrations in the HDF5 layout of LIBERO and robomimic: written by {@link
 * org.workcell.formats.libero.LiberoSet}, read by {@link org.workcell.formats.libero.LiberoFile},
 * drawn anew by {@link org.workcell.formats.libero.LiberoFileSource} and compared with our images
 * by {@link org.workcell.formats.libero.ImageParity}.
 */
package org.workcell.formats.libero;
