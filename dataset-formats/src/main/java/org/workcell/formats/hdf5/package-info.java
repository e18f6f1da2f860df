/**
 * Files of HDF5 as data sets of demonstrations need them: groups, arrays of numbers and attributes.
 * {@link org.workcell.formats.hdf5.Hdf5File} writes them without a library, row by row; {@link
 * org.workcell.formats.hdf5.Hdf5Input} reads them, through jHDF, and trusts no file.
 */
package org.workcell.formats.hdf5;
