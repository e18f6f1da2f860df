"""Rows of a vector as observations with robosuite's names."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Sequence, Tuple

import numpy as np

from ._catalogue import TaskFacts

__all__ = ["PROPRIO", "images", "observation", "resized", "turned"]

#: Parts of the block ``proprio``.
PROPRIO: Tuple[Tuple[str, int], ...] = (
    ("robot0_joint_pos", 7),
    ("robot0_joint_pos_cos", 7),
    ("robot0_joint_pos_sin", 7),
    ("robot0_joint_vel", 7),
    ("robot0_eef_pos", 3),
    ("robot0_eef_quat", 4),
    ("robot0_gripper_qpos", 2),
    ("robot0_gripper_qvel", 2),
)

_OBJECT = (("_pos", 3), ("_quat", 4), ("_to_robot0_eef_pos", 3), ("_to_robot0_eef_quat", 4))
_PER_OBJECT = 14
_LANCZOS_LOBES = 3


def images(blocks: Mapping[str, Any], cameras: Sequence[str]) -> Dict[str, np.ndarray]:
    """The images of all rows, uint8 ``[row][height][width][3]``, as ``<camera>_image``."""
    if not cameras:
        return {}
    pixels = blocks["pixels"]
    if len(cameras) == 1:
        return {cameras[0] + "_image": pixels}
    return {camera + "_image": pixels[camera] for camera in cameras}


def observation(
    facts: TaskFacts, blocks: Mapping[str, Any], cameras: Sequence[str], row: int
) -> Dict[str, np.ndarray]:
    """The observation of one row, by robosuite's keys in robosuite's order; copies."""
    found: Dict[str, np.ndarray] = {}
    proprio = blocks["proprio"][row].copy()
    _split(found, "", PROPRIO, proprio)
    for key, each in images(blocks, cameras).items():
        found[key] = each[row].copy()
    state = blocks["object_state"][row][: _PER_OBJECT * len(facts.objects)].copy()
    for i, name in enumerate(facts.objects):
        _split(found, name, _OBJECT, state[_PER_OBJECT * i : _PER_OBJECT * (i + 1)])
    found["robot0_proprio-state"] = proprio
    found["object-state"] = state
    return found


def _split(
    found: Dict[str, np.ndarray],
    prefix: str,
    parts: Sequence[Tuple[str, int]],
    numbers: np.ndarray,
) -> None:
    first = 0
    for name, size in parts:
        found[prefix + name] = numbers[first : first + size].copy()
        first += size


def turned(pictures: np.ndarray, orientation: str) -> np.ndarray:
    """Images ``[row][height][width][3]`` that are stored bottom row first, in the requested orientation.

    Args:
        orientation: ``raw`` as they are, ``flipped`` upright, ``rotated`` by 180 degrees, as VLA
            code has them.
    """
    if orientation == "raw":
        return pictures
    if orientation == "flipped":
        return np.ascontiguousarray(pictures[:, ::-1])
    if orientation == "rotated":
        return np.ascontiguousarray(pictures[:, ::-1, ::-1])
    raise ValueError("orientation is raw, flipped or rotated, not %r" % (orientation,))


def resized(pictures: np.ndarray, size: int) -> np.ndarray:
    """Images ``[row][height][width][3]`` as squares of ``size`` pixels, by Lanczos' filter with 3
    lobes, wider where images shrink (Duchon, 1979). TensorFlow's ``lanczos3`` is the same filter;
    its rounding, and the JPEG code that some pipelines add, are not repeated."""
    rows = _weights(pictures.shape[1], size)
    columns = _weights(pictures.shape[2], size)
    shrunk = np.einsum("ph,nhwc->npwc", rows, pictures.astype(np.float32))
    shrunk = np.einsum("qw,npwc->npqc", columns, shrunk)
    whole: np.ndarray = np.clip(np.rint(shrunk), 0, 255).astype(np.uint8)
    return whole


def _weights(source: int, target: int) -> np.ndarray:
    scale = source / target
    support = max(scale, 1.0)
    centres = (np.arange(target) + 0.5) * scale
    distances = (np.arange(source)[None, :] + 0.5 - centres[:, None]) / support
    weights = np.sinc(distances) * np.sinc(distances / _LANCZOS_LOBES)
    weights[np.abs(distances) >= _LANCZOS_LOBES] = 0
    normalized: np.ndarray = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return normalized
