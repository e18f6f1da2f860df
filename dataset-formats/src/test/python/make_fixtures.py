"""Writes the small HDF5 files of the tests with h5py: `python3 make_fixtures.py FOLDER`.

The sound one has what LIBERO's and robomimic's files have: old-style groups, contiguous and chunked
arrays with and without compression, texts as attributes. The others are hostile.
"""

import json
import sys
from pathlib import Path

import h5py
import numpy as np

STEPS = 7


def sound(path):
    """Two demonstrations, numbered 2 and 10; every number says where it belongs."""
    with h5py.File(path, "w") as file:
        data = file.create_group("data")
        data.attrs["problem_info"] = json.dumps({"language_instruction": "put the bowl on the plate"})
        data.attrs["bddl_file_name"] = "libero_goal/put_the_bowl_on_the_plate.bddl"
        data.attrs["macros_image_convention"] = "opengl"
        for number in (10, 2):
            demo = data.create_group(f"demo_{number}")
            demo.attrs["model_file"] = "<mujoco>" + "x" * 66_000 + "</mujoco>"
            demo.attrs["num_samples"] = STEPS
            actions = np.arange(STEPS * 7, dtype="f8").reshape(STEPS, 7) + number
            demo.create_dataset("actions", data=actions)
            demo.create_dataset("states", data=actions[:, :5], chunks=(3, 2), compression="gzip", shuffle=True)
            demo.create_dataset("rewards", data=np.arange(STEPS, dtype="u1") // (STEPS - 1))
            demo.create_dataset("dones", data=np.arange(STEPS) == STEPS - 1)
            observation = demo.create_group("obs")
            observation.create_dataset("joint_states", data=actions.astype("f4"), chunks=(2, 7))
            pixels = np.arange(STEPS * 4 * 6 * 3, dtype="u1").reshape(STEPS, 4, 6, 3)
            observation.create_dataset("agentview_rgb", data=pixels, chunks=(2, 3, 4, 3), compression="gzip")


def hostile(folder):
    """Files that must be refused, each for the reason of its name."""
    actions = np.zeros((STEPS, 7))
    with h5py.File(folder / "external_link.hdf5", "w") as file:
        file["data/demo_0/actions"] = h5py.ExternalLink("/etc/passwd", "/data")
    with h5py.File(folder / "soft_link.hdf5", "w") as file:
        file["data/demo_0/actions"] = h5py.SoftLink("/data/demo_0/actions")
    with h5py.File(folder / "opaque.hdf5", "w") as file:
        file["data/demo_0/actions"] = np.void(b"\x80\x04cos\nsystem\n(S'true'\ntR.")
    with h5py.File(folder / "huge_chunked.hdf5", "w") as file:
        file.create_dataset("data/demo_0/actions", shape=(1 << 40, 7), dtype="f8", chunks=(16, 7))
    with h5py.File(folder / "huge_contiguous.hdf5", "w") as file:
        # Space that was never written takes none.
        file.create_dataset("data/demo_0/actions", shape=(1 << 20, 7), dtype="f8")
    with h5py.File(folder / "external_storage.hdf5", "w") as file:
        file.create_dataset("data/demo_0/actions", shape=(STEPS, 7), dtype="f8",
                            external=[("/etc/passwd", 0, STEPS * 7 * 8)])
    with h5py.File(folder / "big_endian.hdf5", "w") as file:
        file["data/demo_0/actions"] = actions.astype(">f8")
    with h5py.File(folder / "lzf.hdf5", "w") as file:
        file.create_dataset("data/demo_0/actions", data=actions, compression="lzf")
    with h5py.File(folder / "missing_rows.hdf5", "w") as file:
        file["data/demo_0/actions"] = actions
        file["data/demo_0/states"] = actions[:-1]
    with h5py.File(folder / "no_demos.hdf5", "w") as file:
        file["observations"] = actions
    with h5py.File(folder / "cycle.hdf5", "w") as file:
        file["data/demo_0/actions"] = actions
        group = file.create_group("data/demo_0/obs")
        group["self"] = group
    with h5py.File(folder / "virtual.hdf5", "w") as file:
        layout = h5py.VirtualLayout(shape=(STEPS, 7), dtype="f8")
        layout[:] = h5py.VirtualSource("/etc/passwd", "data", shape=(STEPS, 7))
        file.create_virtual_dataset("data/demo_0/actions", layout)


def robomimic(path):
    """As robomimic writes it, numbered 2 and 10, with pictures and a group for the next observation."""
    with h5py.File(path, "w") as file:
        data = file.create_group("data")
        data.attrs["total"] = 2 * STEPS
        data.attrs["env_args"] = json.dumps({"env_name": "Lift", "type": 1, "env_kwargs": {"control_freq": 20}})
        for number in (10, 2):
            demo = data.create_group(f"demo_{number}")
            demo.attrs["num_samples"] = STEPS
            demo.attrs["model_file"] = "<mujoco/>"
            rows = np.arange(STEPS * 7, dtype="f8").reshape(STEPS, 7) + number
            demo["actions"] = rows
            demo["states"] = np.column_stack([np.arange(STEPS) / 20, rows])
            demo["rewards"] = np.zeros(STEPS)
            demo["dones"] = np.arange(STEPS) == STEPS - 1
            for group in ("obs", "next_obs"):
                demo[f"{group}/robot0_joint_pos"] = rows.astype("f4")
                demo[f"{group}/robot0_eef_quat"] = rows[:, :4]
                demo[f"{group}/agentview_image"] = np.zeros((STEPS, 2, 2, 3), "u1")
        file["mask/train"] = np.array([b"demo_2"])


def droid(path):
    """As DROID's recorder writes trajectory.h5."""
    with h5py.File(path, "w") as file:
        file.attrs["building"] = "lab"
        file.attrs["success"] = True
        rows = np.arange(STEPS * 7, dtype="f8").reshape(STEPS, 7)
        state = file.create_group("observation/robot_state")
        state["joint_positions"] = rows
        state["gripper_position"] = rows[:, 0] / 100
        state["prev_command_successful"] = np.arange(STEPS) > 0
        state["seen"] = np.arange(STEPS, dtype="i2")
        file["observation/camera_type/1234"] = np.zeros(STEPS, "i8")
        file["observation/timestamp/control/step_start"] = 1_688_000_000_000 + 66 * np.arange(STEPS)
        file["action/joint_position"] = rows + 0.5
        file["action/robot_state/joint_positions"] = rows


if __name__ == "__main__":
    target = Path(sys.argv[1])
    robomimic(target / "robomimic.hdf5")
    droid(target / "droid.hdf5")
    sound(target / "sound.hdf5")
    hostile(target)
