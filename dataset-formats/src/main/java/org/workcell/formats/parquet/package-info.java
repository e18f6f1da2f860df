/**
 * Files of Apache Parquet, as far as data sets and logs of robots need them: written, with columns
 * of numbers, texts, bytes and lists of a fixed shape, and read. Needs no library of Parquet.
 */
package org.workcell.formats.parquet;
