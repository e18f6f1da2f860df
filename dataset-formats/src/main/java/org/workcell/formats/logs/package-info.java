/**
 * What the readers of robot logs share, and the logs that lie in single files of HDF5 and Parquet.
 */
package org.workcell.formats.logs;
