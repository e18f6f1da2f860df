"""Reads data sets of Workcell with h5py, pyarrow and pandas, and compares them with the recording.

    python3 check_formats.py lerobot RECORDING SET
    python3 check_formats.py libero RECORDING SET [--skew] [--upright]
    python3 check_formats.py logs LOGS SET

RECORDING is a folder of NPZ files that SET was written from, LOGS one of robot logs. Exit status 0: everything is equal, to the
bit where numbers are not rounded to float32 on purpose. Needs no code of Workcell.
"""

import io
import json
import sys
from pathlib import Path

import numpy as np

QUANTILES = {"q01": 0.01, "q10": 0.10, "q50": 0.50, "q90": 0.90, "q99": 0.99}
FIXED = {"timestamp": "float32", "frame_index": "int64", "episode_index": "int64", "index": "int64",
         "task_index": "int64"}
# H.264 at the quality of the sets loses little: mean absolute difference of all values, 0 to 255.
MOST_VIDEO_LOSS = 6


def recorded(folder):
    """Yields the index line and the arrays of every kept episode, in order."""
    for line in map(json.loads, (folder / "index.jsonl").read_text("utf-8").splitlines()):
        if line["file"]:
            with np.load(folder / line["file"]["path"], allow_pickle=False) as arrays:
                yield line, {name: arrays[name] for name in arrays.files}


def same(name, actual, expected):
    """Fails unless two arrays have the same type, shape and bits."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.dtype == expected.dtype, f"{name}: {actual.dtype}, not {expected.dtype}"
    assert actual.shape == expected.shape, f"{name}: {actual.shape}, not {expected.shape}"
    assert actual.tobytes() == expected.tobytes(), f"{name}: other values"


def cameras(folder):
    """The cameras of a recording, in order."""
    images = json.loads((folder / "manifest.json").read_text("utf-8"))["evaluation"]["images"]
    return images["cameras"] if images else []


# ---------------------------------------------------------------------------------------- LeRobot


def check_lerobot(recording, folder):
    """Everything that a loader of format v3.0 needs, and all numbers."""
    import pandas
    import pyarrow.parquet as parquet

    info = json.loads((folder / "meta/info.json").read_text("utf-8"))
    episodes = list(recorded(recording))
    total = sum(len(arrays["action"]) for _, arrays in episodes)
    assert info["codebase_version"] == "v3.0" and info["fps"] > 0
    assert (info["total_episodes"], info["total_frames"]) == (len(episodes), total)
    assert info["splits"] == {"train": f"0:{len(episodes)}"}
    for name, dtype in FIXED.items():
        assert info["features"][name] == {"dtype": dtype, "shape": [1], "names": None}, name

    tasks = pandas.read_parquet(folder / "meta/tasks.parquet")
    assert tasks.index.name == "task" and list(tasks.columns) == ["task_index"]
    assert tasks["task_index"].dtype == np.int64 and len(tasks) == info["total_tasks"]

    table = parquet.read_table(folder / "meta/episodes").to_pylist()
    assert [row["episode_index"] for row in table] == list(range(len(episodes)))
    first, collected = 0, {}
    for row, (_, arrays) in zip(table, episodes):
        steps = len(arrays["action"])
        place = {"chunk_index": row["data/chunk_index"], "file_index": row["data/file_index"]}
        data = parquet.read_table(folder / info["data_path"].format(**place))
        assert (row["dataset_from_index"], row["dataset_to_index"]) == (first, first + steps)
        assert row["length"] == steps and row["tasks"] == [str(arrays["instruction"])]
        begin = data.column("index").to_pylist().index(first)
        frames = data.slice(begin, steps)
        check_frames(info, tasks, row, arrays, frames, first)
        check_pictures(recording, folder, info, row, arrays, frames, collected)
        for name, feature in info["features"].items():
            if feature["dtype"] not in ("video", "image"):
                values = np.array(frames.column(name).to_pylist(), dtype=float).reshape(steps, -1)
                check_statistics(f"episode {name}", statistics_of(row, name), values, (values.shape[1],))
                collected.setdefault(name, []).append(values)
        first += steps
    stats = json.loads((folder / "meta/stats.json").read_text("utf-8"))
    assert stats.keys() == info["features"].keys()
    for name, parts in collected.items():
        values = np.concatenate(parts)
        picture = info["features"][name]["dtype"] in ("video", "image")
        check_statistics(name, stats[name], values, (3, 1, 1) if picture else (values.shape[1],))
    print(f"lerobot: {len(episodes)} episodes, {total} frames, {len(collected)} features of {folder} are right")


def check_frames(info, tasks, row, arrays, frames, first):
    """All numbers of an episode."""
    steps = len(arrays["action"])
    assert frames.column("frame_index").to_pylist() == list(range(steps))
    assert set(frames.column("episode_index").to_pylist()) == {row["episode_index"]}
    assert frames.column("index").to_pylist() == list(range(first, first + steps))
    expected = tasks.loc[str(arrays["instruction"]), "task_index"]
    assert set(frames.column("task_index").to_pylist()) == {expected}
    same("timestamp", column(frames, "timestamp", "float32"), (np.arange(steps) / info["fps"]).astype("float32"))
    assert frames.column("next.done").to_pylist() == [False] * (steps - 1) + [True]
    assert frames.column("next.success").to_pylist() == arrays["success"].tolist()
    blocks = [name for name in arrays if name.startswith("obs_") and name != "obs_images"]
    state = "obs_state" if "obs_state" in blocks else blocks[0]
    pairs = {f"observation.{name[4:]}": arrays[name][:-1] for name in blocks if name != state}
    pairs.update({"observation.state": arrays[state][:-1], "action": arrays["action"], "next.reward": arrays["reward"]})
    for name, values in pairs.items():
        dtype = info["features"][name]["dtype"]
        flat = values.reshape(steps, -1).astype(dtype)
        assert info["features"][name]["shape"] == [flat.shape[1]], name
        same(name, column(frames, name, dtype).reshape(steps, -1), flat)


def column(frames, name, dtype):
    """A column as an array of the declared type, which the file must have."""
    values = frames.column(name).combine_chunks()
    kind = values.type.value_type if hasattr(values.type, "value_type") else values.type
    assert str(kind) == {"float32": "float", "float64": "double"}.get(dtype, dtype), f"{name}: {kind}"
    return np.array(values.to_pylist(), dtype=dtype)


def check_pictures(recording, folder, info, row, arrays, frames, collected):
    """Every picture of an episode."""
    steps = len(arrays["action"])
    for number, camera in enumerate(cameras(recording)):
        name = f"observation.images.{camera}"
        expected = arrays["obs_images"][:-1, number]
        feature = info["features"][name]
        assert feature["shape"] == list(expected.shape[1:]) and feature["names"] == ["height", "width", "channels"]
        if feature["dtype"] == "video":
            check_video(folder, info, row, name, expected)
        else:
            from PIL import Image
            cells = frames.column(name).to_pylist()
            pictures = [np.asarray(Image.open(io.BytesIO(cell["bytes"]))) for cell in cells]
            same(name, np.stack(pictures), expected)
        values = expected.reshape(steps, -1, 3) / 255
        check_statistics(f"episode {name}", statistics_of(row, name), values, (3, 1, 1))
        collected.setdefault(name, []).append(values)


def check_video(folder, info, row, name, expected):
    """Decodes the frames of an episode at the seconds that the loader asks for."""
    place = {key: row[f"videos/{name}/{key}"] for key in ("chunk_index", "file_index")}
    begin, end = row[f"videos/{name}/from_timestamp"], row[f"videos/{name}/to_timestamp"]
    assert abs((end - begin) * info["fps"] - len(expected)) < 1e-6
    path = folder / info["video_path"].format(video_key=name, **place)
    assert path.is_file()
    try:
        import av
    except ImportError:
        print("videos are not decoded: PyAV is not there")
        return
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        found = {}
        for frame in film.decode(stream):
            step = round((frame.time - begin) * info["fps"])
            if 0 <= step < len(expected):
                assert abs(frame.time - begin - step / info["fps"]) < 1e-4, "a frame between two frames"
                found[step] = frame.to_ndarray(format="rgb24")
    assert sorted(found) == list(range(len(expected))), f"{name}: {len(found)} frames"
    loss = np.mean([np.abs(found[step].astype(int) - expected[step]).mean() for step in found])
    assert loss < MOST_VIDEO_LOSS, f"{name}: frames differ by {loss} on average"


def statistics_of(row, name):
    """The statistics of an episode."""
    prefix = f"stats/{name}/"
    return {key[len(prefix):]: value for key, value in row.items() if key.startswith(prefix)}


def check_statistics(name, found, values, shape):
    """Compares with NumPy; of pictures, values are [frame][pixel][channel]."""
    rows = values.reshape(-1, values.shape[-1])
    expected = {"min": rows.min(0), "max": rows.max(0), "mean": rows.mean(0), "std": rows.std(0)}
    expected.update({key: np.quantile(rows, part, axis=0) for key, part in QUANTILES.items()})
    assert found.keys() == {*expected, "count"} and found["count"] == [len(values)], name
    for key, wanted in expected.items():
        got = np.array(found[key])
        assert got.shape == shape, f"{name} {key}: shape {got.shape}"
        np.testing.assert_allclose(got.reshape(-1), wanted, rtol=1e-9, atol=1e-9, err_msg=f"{name} {key}")


# ------------------------------------------------------------------------------------- robot logs

QUANTITIES = {"q": "observation.state", "cmd": "action"}


def check_logs(logs, folder):
    """A set of LeRobot made of robot logs: every number of every log."""
    import pyarrow.parquet

    info = json.loads((folder / "meta" / "info.json").read_text("utf-8"))
    episodes = pyarrow.parquet.read_table(folder / "meta" / "episodes").to_pylist()
    frames = pyarrow.parquet.read_table(folder / "data")
    files = sorted(logs.glob("*.npz"))
    assert info["codebase_version"] == "v3.0" and info["total_episodes"] == len(files) == len(episodes)
    for row, file in zip(episodes, files, strict=True):
        assert row["tasks"] == [file.stem]
        begin, end = row["dataset_from_index"], row["dataset_to_index"]
        part = frames.slice(begin, end - begin)
        with np.load(file, allow_pickle=False) as log:
            same("log_time", part.column("log_time").to_numpy(), log["t"])
            stamps = (np.arange(end - begin) / info["fps"]).astype("float32")
            same("timestamp", part.column("timestamp").to_numpy(), stamps)
            for name in set(log.files) - {"t"}:
                column = QUANTITIES.get(name, f"observation.{name}")
                dtype = info["features"][column]["dtype"]
                values = np.array(part.column(column).to_pylist(), dtype=dtype).reshape(log[name].shape)
                same(column, values, log[name].astype(dtype))
    print(f"logs: {len(files)} episodes of {folder} are right")


# ----------------------------------------------------------------------------------------- LIBERO


def check_libero(recording, folder, skew, upright):
    """The layout of LIBERO's files, and all numbers."""
    import h5py

    by_task = {}
    for line, arrays in recorded(recording):
        by_task.setdefault(line["task"], []).append(arrays)
    for task, episodes in by_task.items():
        suite, name = task.split("/")
        with h5py.File(folder / suite / f"{name}_demo.hdf5", "r") as file:
            data = file["data"]
            check_file(data, episodes, upright)
            for number, arrays in enumerate(episodes):
                check_demo(data[f"demo_{number}"], cameras(recording), arrays, skew, upright)
    total = sum(map(len, by_task.values()))
    print(f"libero: {total} demonstrations of {folder} are right")


def check_file(data, episodes, upright):
    """The attributes of the file."""
    assert len(data) == data.attrs["num_demos"] == len(episodes)
    assert data.attrs["total"] == sum(len(arrays["action"]) for arrays in episodes)
    assert data.attrs["macros_image_convention"] == ("opencv" if upright else "opengl")
    words = json.loads(data.attrs["problem_info"])["language_instruction"]
    assert words == str(episodes[0]["instruction"])
    assert {"type", "env_name", "problem_name", "bddl_file", "env_kwargs"} <= json.loads(data.attrs["env_args"]).keys()
    assert isinstance(data.attrs["bddl_file_name"], str)


def check_demo(demo, names, arrays, skew, upright):
    """One demonstration."""
    steps = len(arrays["action"])
    assert demo.attrs["num_samples"] == steps
    assert isinstance(demo.attrs["model_file"], str) and demo.attrs["model_file"].startswith("<mujoco")
    same("actions", demo["actions"][()], arrays["action"].astype("float64"))
    same("task_rewards", demo["task_rewards"][()], arrays["reward"])
    same("dones", demo["dones"][()], np.arange(steps, dtype="uint8") // (steps - 1))
    same("rewards", demo["rewards"][()], demo["dones"][()] * np.uint8(arrays["success"].any()))
    states = demo["states"][()]
    assert states.shape[0] == steps and states.dtype == np.float64 and np.isfinite(states).all()
    same("init_state", demo.attrs["init_state"], states[0])
    assert (np.diff(states[:, 0]) > 0).all(), "time does not go on"
    rows = slice(1, None) if skew else slice(0, -1)
    for name in arrays:
        if name.startswith("obs_") and name != "obs_images":
            same(name, demo["obs"][name[4:]][()], arrays[name][rows])
    for number, camera in enumerate(names):
        key = {"robot0_eye_in_hand": "eye_in_hand"}.get(camera, camera) + "_rgb"
        pictures = arrays["obs_images"][rows, number]
        same(key, demo["obs"][key][()], pictures if upright else pictures[:, ::-1])


def main(arguments):
    """Runs a check; an AssertionError says what is wrong."""
    kind, recording, folder, *options = arguments
    if kind == "lerobot":
        check_lerobot(Path(recording), Path(folder))
    elif kind == "libero":
        check_libero(Path(recording), Path(folder), "--skew" in options, "--upright" in options)
    elif kind == "logs":
        check_logs(Path(recording), Path(folder))
    else:
        sys.exit(f"'{kind}' is neither lerobot, libero nor logs")


if __name__ == "__main__":
    main(sys.argv[1:])
