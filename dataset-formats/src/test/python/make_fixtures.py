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
    with h5py.File(folder / "virtual.hdf5", "w") as file:
        layout = h5py.VirtualLayout(shape=(STEPS, 7), dtype="f8")
        layout[:] = h5py.VirtualSource("/etc/passwd", "data", shape=(STEPS, 7))
        file.create_virtual_dataset("data/demo_0/actions", layout)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    sound(target / "sound.hdf5")
    hostile(target)
