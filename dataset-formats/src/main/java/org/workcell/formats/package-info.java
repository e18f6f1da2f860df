/**
 * Demonstrations on their way into the formats of others: where episodes come from ({@link
 * org.workcell.formats.EpisodeSource}), what an episode is then, and who writes it ({@link
 * org.workcell.formats.SetWriter}).
 */
package org.workcell.formats;
