"""First states of a user's demonstrations, in files of LIBERO's layout."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List, Mapping, Optional, Tuple
from xml.etree import ElementTree

import numpy as np

from .. import errors
from . import _configuration
from ._catalogue import TaskFacts

__all__ = ["find", "first_states"]


def find(task: TaskFacts, place: Optional[Any] = None) -> str:
    """The file of a task.

    Args:
        task: whose demonstrations.
        place: the file, or a folder in which it has upstream's name; ``None`` for the folder that
            ``configure`` names.

    Raises:
        InvalidArgumentError: if nothing says where to look.
        NotFoundError: if no such file is there.
    """
    if place is None:
        place = _configuration.options()["datasets"]
    if place is None:
        raise errors.InvalidArgumentError(
            "contexts of split demo need file=, or a folder: workcell.libero.install(datasets=...)"
        )
    path = os.fspath(place)
    if os.path.isfile(path):
        return path
    name = "%s_demo.hdf5" % task.name
    candidates = [os.path.join(path, task.suite, name), os.path.join(path, name)]
    for candidate in candidates:
        if os.path.isfile(candidate):
            return candidate
    raise errors.NotFoundError(
        "task %s has no demonstrations at '%s' (looked for %s)"
        % (task.name, path, " and ".join("'%s'" % each for each in candidates))
    )


def first_states(task: TaskFacts, path: str) -> List[Tuple[np.ndarray, Optional[np.ndarray]]]:
    """For each demonstration, by number: time, qpos, qvel; and the poses of the fixtures, ``None``
    where the file does not say them.

    Raises:
        MissingPackageError: without h5py.
        InvalidArgumentError: if the file is none of LIBERO's layout, or of another task.
    """
    try:
        import h5py
    except ImportError as e:
        raise errors.MissingPackageError(
            "contexts of demonstrations need h5py: pip install h5py"
        ) from e
    try:
        with h5py.File(path, "r") as opened:
            data = opened["data"]
            _require_task(task, path, data.attrs)
            names = [each for each in data if each.startswith("demo_") and each[5:].isdigit()]
            if not names:
                raise KeyError("data/demo_0, data/demo_1, ...")
            return [_start(task, data[name]) for name in sorted(names, key=lambda n: int(n[5:]))]
    except (KeyError, IndexError, OSError, ValueError) as e:
        raise errors.InvalidArgumentError(
            "'%s' is no file of demonstrations in LIBERO's layout: %s" % (path, e)
        ) from e


def _text(attributes: Mapping[str, Any], name: str) -> Optional[str]:
    value = attributes.get(name)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _require_task(task: TaskFacts, path: str, attributes: Mapping[str, Any]) -> None:
    about = _text(attributes, "bddl_file_name")
    if about is None:
        return
    name = about.replace("\\", "/").rsplit("/", 1)[-1]
    if name not in (task.name, task.name + ".bddl"):
        raise errors.InvalidArgumentError(
            "'%s' holds demonstrations of %s, not of %s" % (path, name, task.name)
        )


def _start(task: TaskFacts, demo: Any) -> Tuple[np.ndarray, Optional[np.ndarray]]:
    row = np.asarray(demo["states"][0], np.float64).reshape(-1)
    start = _text(demo.attrs, "workcell_start")
    if start is not None:
        context = np.asarray(json.loads(start).get("context") or [], np.float64)
        if context.size == task.context_width:
            return context[: task.state_width], context[task.state_width :]
    scene = _text(demo.attrs, "model_file")
    return row, None if scene is None else _fixture_poses(task, scene)


def _fixture_poses(task: TaskFacts, scene: str) -> np.ndarray:
    """Position and quaternion w, x, y, z of each fixture's body in a recorded scene."""
    try:
        bodies: Dict[str, Any] = {
            body.get("name", ""): body for body in ElementTree.fromstring(scene).iter("body")
        }
    except ElementTree.ParseError as e:
        raise ValueError("its model_file cannot be read: %s" % e) from e
    poses = []
    for fixture in task.fixtures:
        body = bodies.get(fixture + "_main")
        if body is None:
            raise ValueError("its model_file has no body of %s" % fixture)
        words = body.get("pos", "0 0 0") + " " + body.get("quat", "1 0 0 0")
        poses.append(np.array([float(word) for word in words.split()]))
    return np.concatenate(poses) if poses else np.zeros(0)
