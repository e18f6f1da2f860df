"""Writes the small LeRobot sets of the tests with pandas: `python3 make_lerobot.py FOLDER`.

Three episodes of 4, 5 and 6 frames at 30 Hz in the layouts of v2.0, v2.1 and v3.0, and one that claims v3.0 and has
the lists of v2.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

LENGTHS = (4, 5, 6)


def frames(episode):
    """The frames of an episode; every number says where it belongs."""
    count = LENGTHS[episode]
    steps = np.arange(count)
    return pd.DataFrame({
        "action": [np.array([episode * 10 + i, -i], "f4") for i in steps],
        "observation.state": [np.array([i, i / 4], "f4") for i in steps],
        "timestamp": (steps / 30).astype("f4"), "frame_index": steps, "episode_index": np.full(count, episode),
        "index": sum(LENGTHS[:episode]) + steps, "task_index": np.zeros(count, "i8")})


def info(folder, version, names, data_path):
    """meta/info.json."""
    vector = {"dtype": "float32", "shape": [2], "names": names}
    features = {"action": vector, "observation.state": vector,
                "observation.images.front": {"dtype": "video", "shape": [4, 4, 3], "names": ["height", "width", "channels"]},
                "timestamp": {"dtype": "float32", "shape": [1], "names": None}}
    (folder / "meta").mkdir(parents=True)
    (folder / "meta/info.json").write_text(json.dumps(
        {"codebase_version": version, "robot_type": "so101", "total_episodes": 3, "total_frames": sum(LENGTHS), "fps": 30,
         "chunks_size": 2 if version < "v3" else 1000, "data_path": data_path, "features": features}, indent=2) + "\n")


def lines(folder):
    """meta/episodes.jsonl."""
    with open(folder / "meta/episodes.jsonl", "w") as file:
        for episode, length in enumerate(LENGTHS):
            file.write(json.dumps({"episode_index": episode, "tasks": ["lift"], "length": length}) + "\n")


def save(frame, path):
    """Without pandas' own notes, which would be most of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path, index=False)


def version2(folder, version, names):
    """A file for each episode, two in a chunk."""
    info(folder, version, names, "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet")
    lines(folder)
    for episode in range(3):
        save(frames(episode), folder / f"data/chunk-{episode // 2:03d}/episode_{episode:06d}.parquet")


def version3(folder, with_lines):
    """Two episodes in the first file, one in the second."""
    info(folder, "v3.0", {"motors": ["pan", "lift"]}, "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet")
    save(pd.concat([frames(0), frames(1)]), folder / "data/chunk-000/file-000.parquet")
    save(frames(2), folder / "data/chunk-000/file-001.parquet")
    if with_lines:
        lines(folder)
        return
    ends = np.cumsum(LENGTHS)
    save(pd.DataFrame({
        "episode_index": range(3), "tasks": [["lift"]] * 3, "length": LENGTHS, "data/chunk_index": [0, 0, 0],
        "data/file_index": [0, 0, 1], "dataset_from_index": ends - LENGTHS, "dataset_to_index": ends,
        "stats/action/min": [[0.0, 0.0]] * 3}), folder / "meta/episodes/chunk-000/file-000.parquet")


if __name__ == "__main__":
    top = Path(sys.argv[1])
    version2(top / "v20", "v2.0", ["pan", "lift"])
    version2(top / "v21", "v2.1", {"motors": ["pan", "lift"]})
    version3(top / "v30", False)
    version3(top / "v30_lines", True)
