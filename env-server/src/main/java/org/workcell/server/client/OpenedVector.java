package org.workcell.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.RemoteBatches;
import org.workcell.sim.wire.WireMessage;

/**
 * What a server tells of a vector that it has opened.
 *
 * @param vector its number, which calls name
 * @param count number of environments
 * @param autoreset what happens after an episode's end
 * @param descriptor where everything lies in the segment
 * @param segment the file of the segment, where the server shares memory
 * @param specs one for each task that rows may have; row {@code i} begins with the one numbered
 *     {@code i} modulo their number
 * @param images the images that come with every batch
 */
public record OpenedVector(
    long vector,
    int count,
    Autoreset autoreset,
    SegmentDescriptor descriptor,
    Optional<Path> segment,
    List<EnvironmentSpec> specs,
    Optional<ImageOptions> images) {

  /** Takes a defensive copy. */
  public OpenedVector {
    specs = List.copyOf(specs);
  }

  /** Reads the answer to {@code open}. */
  static OpenedVector of(WireMessage answer, OpenRequest request) {
    JsonNode json = Answers.json(answer);
    List<EnvironmentSpec> specs = new ArrayList<>();
    Answers.member(json, "specs").forEach(each -> specs.add(RemoteSpec.parse(each)));
    return new OpenedVector(
        Answers.member(json, "vector").asLong(),
        Answers.member(json, "num_envs").asInt(),
        Autoreset.valueOf(Answers.member(json, "autoreset").asText().toUpperCase(Locale.ROOT)),
        SegmentDescriptor.parse(Answers.member(json, "descriptor").asText()),
        Optional.ofNullable(json.get("segment")).map(each -> Path.of(each.get("path").asText())),
        specs,
        request.images());
  }

  /**
   * Lays the vector's batches over memory.
   *
   * @throws IllegalArgumentException if the server lays them out in another way than this program
   */
  public RemoteBatches batchesOver(BatchMemory memory) {
    return RemoteBatches.over(
        descriptor, specs.stream().map(EnvironmentSpec::task).toList(), images, memory);
  }
}
