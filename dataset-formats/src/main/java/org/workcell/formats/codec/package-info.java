/** What compresses parts of files; the only home of aircompressor. */
package org.workcell.formats.codec;
