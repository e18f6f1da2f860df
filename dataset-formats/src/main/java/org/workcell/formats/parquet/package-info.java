/**
 * Files of Apache Parquet, as far as data sets of demonstrations need them: written, with columns
 * of numbers, texts, bytes and lists of a fixed shape. Needs no library.
 */
package org.workcell.formats.parquet;
