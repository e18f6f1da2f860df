"""A delta action in NumPy, for other simulators and for analysis.

    delta = workcell.delta.read("delta/")
    command = delta.apply(command, position, velocity)    # arrays in the order of delta.channels

What its numbers mean is said in ``docs/delta.md``; results agree with Workcell's own within 1e-9.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from .errors import InvalidArgumentError

FORMAT = 1
DESCRIPTION = "delta.json"
WEIGHTS = "weights.npz"
MOST_DESCRIPTION_BYTES = 4 << 20
MOST_WEIGHT_BYTES = 8 << 20

_ACTIVATIONS = {
    "tanh": np.tanh,
    "elu": lambda x: np.where(x < 0, np.exp(np.minimum(x, 0)) - 1, x),
    "relu": lambda x: np.maximum(x, 0),
}

# Each signal of a row, from command, position, velocity, the command before and the delta before.
_SIGNALS = {
    "command_error": lambda c, q, v, before, delta, scale: (c - q) / scale,
    "velocity": lambda c, q, v, before, delta, scale: v / scale,
    "position": lambda c, q, v, before, delta, scale: q / scale,
    "command": lambda c, q, v, before, delta, scale: c / scale,
    "command_change": lambda c, q, v, before, delta, scale: (c - before) / scale,
    "velocity_tanh": lambda c, q, v, before, delta, scale: np.tanh(v / scale),
    "command_error_abs": lambda c, q, v, before, delta, scale: np.abs((c - q) / scale),
    "previous_delta": lambda c, q, v, before, delta, scale: delta / scale,
    "position_sin": lambda c, q, v, before, delta, scale: np.sin(q) / scale,
    "position_cos": lambda c, q, v, before, delta, scale: np.cos(q) / scale,
}
_PAST = {"command_change", "previous_delta"}

# Differences of commands, which the drive gain multiplies.
_OF_COMMANDS = {"command_error", "command_error_abs", "command_change", "previous_delta"}


def read(folder: Union[str, "os.PathLike[str]"]) -> "Delta":
    """Reads a folder that ``workcell sim2real delta`` wrote.

    Args:
        folder: holds ``delta.json`` and ``weights.npz``.

    Raises:
        InvalidArgumentError: if a file is missing, too large, not what the other one describes, or
            says what it cannot say.
    """
    description, weights = read_files(folder)
    return parse(description, weights, os.fspath(folder))


def read_files(folder: Union[str, "os.PathLike[str]"]) -> Tuple[bytes, bytes]:
    """The content of both files of a folder.

    Raises:
        InvalidArgumentError: if one is missing or too large.
    """
    try:
        path = os.fspath(folder)
        return (
            _bytes(os.path.join(path, DESCRIPTION), MOST_DESCRIPTION_BYTES),
            _bytes(os.path.join(path, WEIGHTS), MOST_WEIGHT_BYTES),
        )
    except (TypeError, OSError) as e:
        raise InvalidArgumentError(
            "a delta is a folder with %s and %s, not %r (%s)" % (DESCRIPTION, WEIGHTS, folder, e)
        ) from e


def _bytes(path: str, most: int) -> bytes:
    with open(path, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise InvalidArgumentError("%s has more than %d bytes" % (path, most))
    return content


def parse(description: bytes, weights: bytes, name: str = "delta") -> "Delta":
    """Understands the content of both files.

    Args:
        description: that of ``delta.json``.
        weights: that of ``weights.npz``.
        name: for messages.

    Raises:
        InvalidArgumentError: as ``read``.
    """
    try:
        content = json.loads(description.decode("utf-8"))
        if not isinstance(content, Mapping) or content.get("format") != FORMAT:
            raise ValueError("it has no format %d" % FORMAT)
        if content["weights"]["sha256"] != hashlib.sha256(weights).hexdigest():
            raise ValueError("%s is not the file that it describes" % WEIGHTS)
        return Delta(content, _arrays(weights))
    except (KeyError, TypeError, ValueError, UnicodeDecodeError, zipfile.BadZipFile) as e:
        raise InvalidArgumentError("delta %s: %s: %s" % (name, type(e).__name__, e)) from e


def _arrays(weights: bytes) -> Dict[str, np.ndarray]:
    with zipfile.ZipFile(io.BytesIO(weights)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MOST_WEIGHT_BYTES:
            raise ValueError("%s is larger than %d bytes" % (WEIGHTS, MOST_WEIGHT_BYTES))
    with np.load(io.BytesIO(weights), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    for name, array in arrays.items():
        if array.dtype != np.dtype("<f8") or not np.isfinite(array).all():
            raise ValueError("array %s is %s; expected finite float64" % (name, array.dtype))
    return arrays


class Delta:
    """Corrects commands (or torques) of several channels; one thread at a time.

    Args:
        description: content of a ``delta.json`` as a dictionary.
        arrays: those of its ``weights.npz``, float64.

    Attributes:
        channels: names, in the order of all arrays.
        kind: ``command`` or ``torque``.
        control_period_seconds: simulated time between two calls of ``apply``; 0 for torques.
        report: how the delta came about, as its trainer wrote it.
        inputs: what the network read in the last ``apply``, before it was normalized.
        delta: what the last ``apply`` added.
        trust: how much the inputs of the last ``apply`` were trusted, 0 to 1.
        drive_gain: name of the number of the robot that commands are measured by, such as the gain in
            a servo's firmware, with its least and largest value in the logs of training; or ``None``.

    Raises:
        KeyError, ValueError: if something is missing or does not fit.
    """

    def __init__(self, description: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
        self.kind: str = description["kind"]
        self.control_period_seconds = float(description["control_period_seconds"])
        self.report: Dict[str, Any] = dict(description["report"])
        channels = description["channels"]
        self.channels: List[str] = [str(each["name"]) for each in channels]
        self._scale = np.array([each["scale"] if each["acts"] else 0.0 for each in channels])
        self._clip = np.array([each["clip"] for each in channels], float)
        self._blocks = [
            (str(each["signal"]), _SIGNALS[each["signal"]], int(each["steps"]), float(each["scale"]))
            for each in description["inputs"]
        ]
        self._activation = _ACTIVATIONS[description["activation"]]
        gain = description.get("drive_gain")
        self.drive_gain: Optional[Tuple[str, float, float]] = (
            None
            if gain is None
            else (str(gain["constant"]), float(gain["low"]), float(gain["high"]))
        )
        # The reference, unless the logs of training differed: then somebody has to say it.
        differ = self.drive_gain is not None and self.drive_gain[1] < self.drive_gain[2]
        self._ratio: Optional[float] = None if differ else 1.0
        self._layers = [
            (arrays["weight_%d" % i], arrays["bias_%d" % i])
            for i in range(len(description["layers"]))
        ]
        self._mean, self._std = arrays["mean"], arrays["std"]
        self._trust = dict(description["trust"])
        self._arrays = arrays
        self._require_shapes()
        self.reset()

    def _require_shapes(self) -> None:
        width = len(self.channels) * sum(steps for _, _, steps, _ in self._blocks)
        if self._mean.shape != (width,) or self._std.shape != (width,) or not (self._std > 0).all():
            raise ValueError("mean and std must be of %d inputs, and std positive" % width)
        for weight, bias in self._layers:
            if weight.shape != (len(bias), width):
                raise ValueError("a layer is %s; expected (%d, %d)" % (weight.shape, len(bias), width))
            width = len(bias)
        if not self._layers or width != len(self.channels):
            raise ValueError("the last layer has %d outputs for %s" % (width, self.channels))
        if self._trust["kind"] not in ("everywhere", "ranges", "mahalanobis"):
            raise ValueError("there is no trust region of kind %r" % (self._trust["kind"],))

    def use_drive_gain(self, value: float) -> None:
        """Says what this robot has of ``drive_gain``; it stays when an episode begins.

        Args:
            value: in the unit of the logs' constant, for example a gain in a servo's firmware.

        Raises:
            InvalidArgumentError: if it is not positive, or the delta depends on no drive gain.
        """
        if self.drive_gain is None:
            raise InvalidArgumentError("the delta does not depend on a drive gain")
        name, low, high = self.drive_gain
        if not 0 < value < float("inf"):
            raise InvalidArgumentError("%s is %r; expected a positive number" % (name, value))
        self._ratio = value / float(np.sqrt(low * high))

    def reset(self, gain: float = 1.0) -> None:
        """An episode begins: nothing is remembered.

        Args:
            gain: factor of everything that this episode's calls of ``apply`` add.
        """
        count = len(self.channels)
        past = max([1] + [steps + (name in _PAST) for name, _, steps, _ in self._blocks])
        self._gain = gain
        self._rows: Optional[np.ndarray] = None  # newest first: command, position, velocity, delta
        self._past = past
        self.delta = np.zeros(count)
        self.inputs = np.zeros(len(self._mean))
        self.trust = 1.0

    def remember(
        self,
        command: Sequence[float],
        position: Sequence[float],
        velocity: Sequence[float],
    ) -> None:
        """Takes a row of the time before the first ``apply``, oldest first; none is needed.

        Args:
            command, position, velocity: a number per channel each.

        Raises:
            InvalidArgumentError: if an array has another shape.
        """
        count = len(self.channels)
        row = np.zeros((4, count))
        for i, values in enumerate((command, position, velocity)):
            if np.shape(values) != (count,):
                raise InvalidArgumentError(
                    "an array has shape %s; expected (%d,), one for each of %s"
                    % (np.shape(values), count, self.channels)
                )
            row[i] = values
        if self._rows is None:
            self._rows = np.repeat(row[np.newaxis], self._past, axis=0)
        else:
            self._rows = np.concatenate([row[np.newaxis], self._rows[:-1]])

    def apply(
        self,
        command: Sequence[float],
        position: Sequence[float],
        velocity: Sequence[float],
    ) -> np.ndarray:
        """The corrected command, in a new array.

        Args:
            command: what was asked for, or the torques; a number per channel, like the others.
            position: where the channels are, m or rad.
            velocity: how fast they move, m/s or rad/s.

        Raises:
            InvalidArgumentError: if an array has another shape, or the drive gain is not known.
        """
        if self._ratio is None:
            raise InvalidArgumentError(
                "the delta was trained on logs with %s from %s to %s; call use_drive_gain with that of"
                " this robot" % self.drive_gain
            )
        self.remember(command, position, velocity)
        rows = self._rows
        assert rows is not None
        parts = []
        for name, signal, steps, scale in self._blocks:
            for age in range(steps):
                c, q, v, _ = rows[age]
                before, _, _, delta = rows[min(age + 1, len(rows) - 1)]
                by = scale / self._ratio if name in _OF_COMMANDS else scale
                parts.append(signal(c, q, v, before, delta, by))
        self.inputs = np.concatenate(parts)
        self.trust = self._trust_in(self.inputs)
        values = (self.inputs - self._mean) / self._std
        for i, (weight, bias) in enumerate(self._layers):
            values = weight @ (values if i == 0 else self._activation(values)) + bias
        output = np.clip(values / self._ratio, -self._clip, self._clip)
        self.delta = self._gain * self.trust * self._scale * output
        rows[0, 3] = self.delta
        return np.asarray(command, float) + self.delta

    def _trust_in(self, inputs: np.ndarray) -> float:
        kind = self._trust["kind"]
        if kind == "everywhere":
            return 1.0
        if kind == "ranges":
            low, high = self._arrays["trust_low"], self._arrays["trust_high"]
            out = np.maximum(low - inputs, inputs - high) / (high - low)
            distance = max(0.0, float(out.max()))
        else:
            away = inputs - self._arrays["trust_mean"]
            square = away @ self._arrays["trust_inverse_covariance"] @ away
            distance = float(np.sqrt(max(0.0, square)))
        beyond = distance - float(self._trust["radius"])
        fade = float(self._trust["fade_width"])
        if beyond <= 0:
            return 1.0
        return 1 - beyond / fade if beyond < fade else 0.0
