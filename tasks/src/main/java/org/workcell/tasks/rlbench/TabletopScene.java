package org.workcell.tasks.rlbench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneContent;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.scene.SceneSource;
import org.workcell.tasks.rlbench.control.Attachment;

/**
 * The scene of a task: its file, and a weld for each thing that the gripper can carry, off unless
 * an episode attaches the thing.
 *
 * @param file name of the file, without {@code .xml}
 * @param additions what the scene has beyond its file
 * @param carried names of bodies
 */
record TabletopScene(String file, SceneAdditions additions, List<String> carried)
    implements SceneSource {

  private static final String ROOT = "org/workcell/assets";
  private static final String END = "</mujoco>";

  @Override
  public SceneContent read(AssetPack assets) {
    if (!assets.equals(AssetPack.builtin())) {
      throw new ModelException("suite rlbench has no upstream assets; leave --assets out");
    }
    SceneContent content = new SceneFiles(ROOT, "rlbench/tasks/" + file + ".xml", "").read(assets);
    if (!additions.isEmpty()) {
      content = content.with(additions);
    }
    String text = new String(content.files().get(content.mainFile()), StandardCharsets.UTF_8);
    int end = text.lastIndexOf(END);
    String complete = text.substring(0, end) + welds() + text.substring(end);
    Map<String, byte[]> files = new HashMap<>(content.files());
    files.put(content.mainFile(), complete.getBytes(StandardCharsets.UTF_8));
    return new SceneContent(content.mainFile(), files, content.sha256());
  }

  private String welds() {
    StringBuilder text = new StringBuilder("  <equality>\n");
    for (String body : carried) {
      text.append(
          "    <weld name=\"%s\" body1=\"hand\" body2=\"%s\" solref=\"0.008 1\" active=\"false\"/>\n"
              .formatted(Attachment.weld(body), body));
    }
    return text.append("  </equality>\n").toString();
  }
}
