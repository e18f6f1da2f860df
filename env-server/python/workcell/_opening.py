"""The arguments of ``make_vec`` as those of the protocol's ``open``."""

from __future__ import annotations

import base64
import json
import operator
import os
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

from ._gym import AutoresetMode
from .errors import InvalidArgumentError

_MODES = {
    "next_step": AutoresetMode.NEXT_STEP,
    "same_step": AutoresetMode.SAME_STEP,
    "disabled": AutoresetMode.DISABLED,
}

_RENDER_PIXELS = 480
_MOST_ACTUATOR_CHARACTERS = 8 << 20
_ALWAYS_OBSERVED = [
    "reward",
    "terminated",
    "truncated",
    "row_status",
    "has_final",
    "starts_episode",
    "environment_index",
    "task_index",
]

Names = Union[str, Sequence[str]]


def mode_of(autoreset: Any) -> Any:
    """Gymnasium's mode for one of its own or for a name.

    Raises:
        InvalidArgumentError: if there is no such mode.
    """
    name = getattr(autoreset, "name", autoreset)
    mode = _MODES.get(str(name).lower())
    if mode is None:
        raise InvalidArgumentError(
            "autoreset is one of %s, not %r" % (", ".join(_MODES), autoreset)
        )
    return mode


def label_of(mode: Any) -> str:
    """The protocol's name of a mode."""
    return str(mode.name).lower()


def names(value: Optional[Names]) -> Optional[List[str]]:
    """One name or several as a list.

    Raises:
        InvalidArgumentError: if they are none.
    """
    if value is None:
        return None
    each_name = [value] if isinstance(value, str) else value
    if not isinstance(each_name, Iterable) or not all(isinstance(each, str) for each in each_name):
        raise InvalidArgumentError("a name or a list of names is expected, not %r" % (value,))
    return list(each_name)


def observed_of(observe: Optional[Names]) -> Optional[List[str]]:
    """The blocks that answers carry: those that a caller reads, and those that every step needs."""
    given = names(observe)
    if given is None:
        return None
    blocks = ["images" if name == "pixels" else name for name in given]
    blocks += [name + "_bytes" for name in blocks if name in ("instruction", "failure")]
    return list(dict.fromkeys(blocks + _ALWAYS_OBSERVED))


def count_of(num_envs: Any) -> int:
    """The number of environments."""
    try:
        return operator.index(num_envs)
    except TypeError as e:
        raise InvalidArgumentError("num_envs is a whole number, not %r" % (num_envs,)) from e


def require_seconds(timeout: Optional[float]) -> None:
    """Refuses times to wait that are none: zero would mean to wait for ever."""
    if timeout is not None and not timeout > 0:
        raise InvalidArgumentError("timeout is more than 0 seconds, or None, not %r" % (timeout,))


def with_robot(
    settings: Optional[Mapping[str, Any]], robot: Optional[str], robot_map: Optional[str]
) -> Dict[str, Any]:
    """Settings with the robot among them; files that are here have their whole path."""
    whole = dict(settings or {})
    for name, value in (("robot", robot), ("robot_map", robot_map)):
        if value is None:
            continue
        text = os.fspath(value)
        if whole.get(name, text) != text:
            raise InvalidArgumentError(
                "%s is '%s' and settings have '%s'; give one of them" % (name, text, whole[name])
            )
        whole[name] = os.path.abspath(text) if os.path.exists(text) else text
    return whole


def settings_of(
    settings: Optional[Mapping[str, Any]], reward_mode: Optional[str]
) -> Dict[str, str]:
    """Settings as the server reads them: text."""
    texts = {name: _text(value) for name, value in (settings or {}).items()}
    if reward_mode is not None:
        if texts.get("reward", reward_mode) != reward_mode:
            raise InvalidArgumentError(
                "reward_mode is '%s' and settings have reward '%s'; give one of them"
                % (reward_mode, texts["reward"])
            )
        texts["reward"] = reward_mode
    return texts


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, (list, tuple)):
        return "+".join(str(each) for each in value)
    return str(value)


def images_of(
    images: Any,
    cameras: Optional[Names],
    width: Optional[int],
    height: Optional[int],
    one_node: bool,
) -> Optional[Dict[str, Any]]:
    """Which images come with observations; ``None`` for none.

    Args:
        images: ``None``, or a dictionary with ``cameras``, ``width``, ``height``, ``quality``,
            ``device``; or the cameras alone.
        cameras: their names, in place of those in ``images``.
        width: in pixels, in place of that in ``images``.
        height: in pixels.
        one_node: whether ranks share a server, so that ``LOCAL_RANK`` chooses the device.
    """
    if images is None and cameras is None:
        if width is not None or height is not None:
            raise InvalidArgumentError("width and height are of images; name their cameras, too")
        return None
    if isinstance(images, Mapping):
        wanted = dict(images)
    else:
        wanted = {} if images is None else {"cameras": images}
    if cameras is not None:
        wanted["cameras"] = cameras
    wanted["cameras"] = names(wanted.get("cameras"))
    if not wanted["cameras"]:
        raise InvalidArgumentError(
            "images need cameras, for example cameras=['corner2']; workcell.spec(task) names a task's"
        )
    wanted.update(
        {key: value for key, value in (("width", width), ("height", height)) if value is not None}
    )
    rank = os.environ.get("LOCAL_RANK", "")
    if one_node and rank.isdigit():
        wanted.setdefault("device", rank)
    return wanted


def pictures_of(
    render: Optional[Mapping[str, Any]], images: Optional[Mapping[str, Any]], cameras: Sequence[str]
) -> Dict[str, Any]:
    """What ``render()`` draws where its arguments leave it open.

    Args:
        render: what ``make_vec`` was told.
        images: those of observations, whose first camera and size are taken.
        cameras: of the first task.
    """
    wanted: Dict[str, Any] = {"width": _RENDER_PIXELS, "height": _RENDER_PIXELS}
    if cameras:
        wanted["camera"] = cameras[0]
    if images is not None:
        wanted["camera"] = images["cameras"][0]
        wanted.update((key, images[key]) for key in ("width", "height") if key in images)
    wanted.update(render or {})
    return wanted


def rank_chose_device(images: Any, wanted: Optional[Mapping[str, Any]]) -> bool:
    """Whether the device in ``wanted``, made by ``images_of`` of ``images``, is ``LOCAL_RANK``'s."""
    given = isinstance(images, Mapping) and "device" in images
    return wanted is not None and "device" in wanted and not given


def perturb_of(perturb: Any) -> Optional[Dict[str, Any]]:
    """A preset of perturbations, by name or as a dictionary."""
    if perturb is None:
        return None
    return dict(perturb) if isinstance(perturb, Mapping) else {"preset": str(perturb)}


def actuators_of(actuators: Any) -> Optional[Dict[str, str]]:
    """The drives of a robot as the protocol's file name and text.

    Args:
        actuators: ``None``, the path of a params.json, or its content as a dictionary.

    Raises:
        InvalidArgumentError: if the file cannot be read.
    """
    if actuators is None:
        return None
    if isinstance(actuators, Mapping):
        return {"file": "actuators", "content": json.dumps(actuators, allow_nan=False)}
    try:
        path = os.fspath(actuators)
        with open(path, encoding="utf-8") as file:
            content = file.read(_MOST_ACTUATOR_CHARACTERS + 1)
    except (TypeError, OSError, UnicodeDecodeError) as e:
        raise InvalidArgumentError(
            "actuators is the path of a params.json or its content as a dictionary, not %r (%s)"
            % (actuators, e)
        ) from e
    if len(content) > _MOST_ACTUATOR_CHARACTERS:
        raise InvalidArgumentError("%r is too large for a parameter file" % (path,))
    return {"file": os.path.basename(path), "content": content}


def delta_of(delta: Any) -> Optional[Dict[str, Any]]:
    """A delta as the protocol's name, content and use.

    Args:
        delta: ``None``, the path of a folder, or a dictionary with ``folder`` and how it is used:
            ``rescale`` (low, high), ``without``, ``channels``, ``trust``, ``drive_gain``,
            ``use_refused``.

    Raises:
        InvalidArgumentError: if the folder cannot be read, or an option is unknown.
    """
    if delta is None:
        return None
    given = dict(delta) if isinstance(delta, Mapping) else {"folder": delta}
    folder = given.pop("folder", None)
    use_refused = bool(given.pop("use_refused", False))
    options = delta_options(given)
    # Loads NumPy, which who opens no delta may do without.
    from .delta import read_files

    description, weights = read_files(folder)
    return {
        "folder": os.path.basename(os.path.abspath(folder)),
        "description": description.decode("utf-8", "replace"),
        "weights": base64.b64encode(weights).decode("ascii"),
        "options": options,
        "use_refused": use_refused,
    }


def delta_options(given: Mapping[str, Any]) -> str:
    """How a delta is used, in the words of ``--delta-options``."""
    words = []
    for name, value in given.items():
        if name == "rescale":
            low, high = value
            words.append("rescale=%r:%r" % (float(low), float(high)))
        elif name == "without":
            words.append("without=%r" % float(value))
        elif name == "channels":
            words.append("channels=" + "+".join(names(value) or []))
        elif name == "trust":
            words.append("trust=" + ("on" if value else "off"))
        elif name == "drive_gain":
            words.append("drive_gain=%r" % float(value))
        else:
            raise InvalidArgumentError(
                "a delta has no option %r; it has folder, rescale, without, channels, trust,"
                " drive_gain, use_refused"
                % (name,)
            )
    return ",".join(words)
