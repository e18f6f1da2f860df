package org.workcell.video;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is made of an episode.
 *
 * @param video the MP4 file
 * @param strip the PNG file with its first, middle and last image; written before the video
 */
public record VideoOutputs(Path video, Optional<Path> strip) {}
