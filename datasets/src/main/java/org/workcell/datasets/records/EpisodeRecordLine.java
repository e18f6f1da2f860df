package org.workcell.datasets.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.files.BadInputException;

/**
 * An {@link EpisodeRecord} as one line of {@code records.jsonl}. With NumPy: {@code
 * np.frombuffer(zlib.decompress(base64.b64decode(actions)), action_dtype).reshape(-1,
 * action_size)}.
 *
 * @param task id of the task
 * @param condition what varied the episode; {@code none} where nothing did
 * @param episode 0-based number within task and condition
 * @param cell digest of the cell that the episode ran
 * @param seed root of all randomness of the episode
 * @param profile label of the profile
 * @param settings the task's settings
 * @param horizon steps after which the episode is truncated
 * @param ignoresTerminations whether it runs to the horizon whatever the task says
 * @param engine version of the engine
 * @param assetPack {@code builtin} or {@code upstream}
 * @param assetsSha256 checksum of the scene's files
 * @param variation which of the task's variations
 * @param context the vector that determined the initial state
 * @param modelEdits what differed from the scene's model
 * @param commandPath identities of what stood between actions and physics
 * @param randomization what varied the episode, and how strongly; {@code none} where nothing did
 * @param drawn the values it drew
 * @param instruction the task in words, as this episode had it
 * @param actionDtype element type of the actions, in NumPy's words
 * @param actionSize elements per action
 * @param actionsEncoding how to read {@code actions}
 * @param actions the actions of all steps
 */
public record EpisodeRecordLine(
    String task,
    String condition,
    int episode,
    String cell,
    long seed,
    String profile,
    Map<String, String> settings,
    int horizon,
    boolean ignoresTerminations,
    String engine,
    String assetPack,
    String assetsSha256,
    int variation,
    List<Double> context,
    List<EpisodeRecord.ModelEdit> modelEdits,
    CommandPath commandPath,
    String randomization,
    List<EpisodeRecord.Drawn> drawn,
    String instruction,
    String actionDtype,
    int actionSize,
    String actionsEncoding,
    String actions) {

  /** Far more than a horizon can be; keeps a damaged line from filling the memory. */
  private static final int MAX_ACTION_BYTES = 1 << 28;

  private static final String ENCODING = "base64 of zlib, little-endian, [step][element]";

  /** The line of an episode. */
  public static EpisodeRecordLine of(EpisodeResult.Identity identity, EpisodeRecord record) {
    EnvironmentSpec spec = record.spec();
    BlockSpec action = spec.task().action();
    return new EpisodeRecordLine(
        spec.id(),
        identity.key().condition(),
        identity.key().episode(),
        identity.cell(),
        record.seed(),
        spec.options().profile().label(),
        spec.options().settings(),
        spec.horizon(),
        spec.ignoresTerminations(),
        spec.engine().label(),
        spec.assetPack(),
        spec.assetsSha256(),
        record.variation(),
        Arrays.stream(record.context()).boxed().toList(),
        record.modelEdits(),
        spec.commandPath(),
        spec.randomization(),
        record.drawn(),
        record.instruction(),
        action.type().numpyName(),
        action.size(),
        ENCODING,
        Base64.getEncoder().encodeToString(deflate(record.actions())));
  }

  /**
   * The actions of all steps, in the action's own type.
   *
   * @throws BadInputException if they are not what an episode writes
   */
  public byte[] actionBytes() {
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(actions)))) {
      byte[] bytes = in.readNBytes(MAX_ACTION_BYTES + 1);
      if (bytes.length <= MAX_ACTION_BYTES) {
        return bytes;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
    throw damaged(null);
  }

  private BadInputException damaged(Exception cause) {
    return new BadInputException(
        "the record of episode %d of %s holds no actions that can be read; was the file edited? restore it"
            .formatted(episode, task),
        cause);
  }

  private static byte[] deflate(byte[] bytes) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return deflated.toByteArray();
  }
}
