"""The actuator chain of a params.json in NumPy, for other simulators and for analysis.

    chain = workcell.actuators.read("params.json", timestep_seconds=0.002)
    torques = chain.step(targets, positions, velocities)    # arrays in the order of chain.actuators
    budget = chain.friction_budget(motor_torques, external_torques, velocities)

Stages, parameters and their defaults are those of ``workcell bench --stage`` (``docs/actuators.md``),
and results agree with Workcell's own within 1e-9. Units follow the actuator: rad or m, N m or N.
"""

from __future__ import annotations

import json
import math
import os
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from ._actuator_stages import STAGE_TYPES, Values
from .errors import InvalidArgumentError

FORMAT = 1
_MOST_CHARACTERS = 16 << 20
_INFINITY = math.inf

_FRICTION = {
    "coulomb_torque": 0.0,
    "viscous_coefficient": 0.0,
    "stribeck_torque": 0.0,
    "stribeck_velocity": 1.0,
    "stribeck_exponent": 1.0,
    "motor_load_share": 0.0,
    "external_load_share": 0.0,
    "motor_load_share_stribeck": 0.0,
    "external_load_share_stribeck": 0.0,
    "motor_load_quadratic": 0.0,
    "external_load_quadratic": 0.0,
}

#: Parameters of each stage with their defaults.
STAGES: Mapping[str, Mapping[str, float]] = {
    "delay": {"delay_seconds": 0.0},
    "dead-band": {"half_width": 0.0},
    "position-dead-band": {"half_width": 0.0},
    "backlash": {"gap": 0.0},
    "servo": {
        "stiffness": 0.0,
        "damping": 0.0,
        "integral_gain": 0.0,
        "integral_limit": _INFINITY,
        "output_limit": _INFINITY,
        "position_offset": 0.0,
    },
    "dc-motor": {
        "torque_constant": 0.0,
        "resistance": 1.0,
        "voltage_limit": _INFINITY,
        "current_limit": _INFINITY,
    },
    "torque-speed-limit": {"stall_torque": 0.0, "no_load_speed": 1.0, "torque_limit": _INFINITY},
    "friction": _FRICTION,
}

_SIGNED = {"position_offset"}
_POSITIVE = {"resistance", "no_load_speed", "stribeck_velocity", "stribeck_exponent"}
_SWEEPS = 50


def read(
    source: Union[str, "os.PathLike[str]", Mapping[str, Any]],
    timestep_seconds: float,
    actuators: Optional[Sequence[str]] = None,
) -> "Chain":
    """Reads the chain of a parameter file.

    Args:
        source: path of a params.json, or its content as a dictionary.
        timestep_seconds: how far apart calls of ``Chain.step`` are, in simulated seconds.
        actuators: their names in the order of all arrays, also those without a stage; the order in
            which the file names them where absent.

    Raises:
        InvalidArgumentError: if the file is none, names an unknown stage or parameter, or has a
            value that the parameter cannot have.
    """
    content = source if isinstance(source, Mapping) else _load(source)
    stages = _stages(content)
    return Chain(stages, timestep_seconds, actuators)


class Chain:
    """Stages between commands and torques of several actuators; one thread at a time.

    Args:
        stages: pairs of a stage's name and its parameters by actuator, in the order of application.
        timestep_seconds: how far apart calls of ``step`` are.
        actuators: names in the order of all arrays.

    Raises:
        InvalidArgumentError: as ``read``.
    """

    def __init__(
        self,
        stages: Sequence[Tuple[str, Mapping[str, Mapping[str, float]]]],
        timestep_seconds: float,
        actuators: Optional[Sequence[str]] = None,
    ) -> None:
        if not (math.isfinite(timestep_seconds) and timestep_seconds > 0):
            raise InvalidArgumentError(
                "timestep_seconds is %r; expected a positive number" % (timestep_seconds,)
            )
        _require_order([name for name, _ in stages])
        named = list(dict.fromkeys(each for _, values in stages for each in values))
        self.actuators: List[str] = named if actuators is None else list(actuators)
        if len(set(self.actuators)) < len(self.actuators):
            raise InvalidArgumentError("an actuator is named twice in %s" % (self.actuators,))
        missing = [name for name in named if name not in self.actuators]
        if missing:
            raise InvalidArgumentError(
                "the chain acts on %s, which actuators=%s lacks" % (missing, self.actuators)
            )
        self.timestep_seconds = timestep_seconds
        self._stages = [
            STAGE_TYPES[name](self._indices(values), _table(name, values), timestep_seconds)
            for name, values in stages
            if name != "friction"
        ]
        friction = [values for name, values in stages if name == "friction"]
        self._friction = _table("friction", friction[0]) if friction else {}
        self._rubbing = self._indices(friction[0]) if friction else np.zeros(0, int)

    def _indices(self, values: Mapping[str, Any]) -> np.ndarray:
        return np.array([self.actuators.index(name) for name in values], int)

    def reset(self) -> None:
        """An episode begins: nothing is remembered."""
        for stage in self._stages:
            stage.reset()

    def step(self, command: Any, position: Any, velocity: Any) -> np.ndarray:
        """What the actuators get in the next physics step; friction excepted, which is no signal.

        Args:
            command: float64 [actuator], as a controller gives it: targets in rad or m, or torques.
            position: [actuator], of its joint times its gear, before the step, rad or m.
            velocity: [actuator], likewise, rad/s or m/s.

        Returns:
            float64 [actuator], in the unit of what the last stage gives.
        """
        shape = (len(self.actuators),)
        signal = _vector("command", command, shape).copy()
        joint = _vector("position", position, shape)
        speed = _vector("velocity", velocity, shape)
        for stage in self._stages:
            at = stage.actuators
            signal[at] = stage.apply(signal[at], joint[at], speed[at])
        return signal

    def friction_budget(self, motor: Any, external: Any, velocity: Any) -> np.ndarray:
        """The most that friction can resist with: M1 to M6 of arXiv 2410.08650, section III.

        Args:
            motor: torque of the actuators at the joints, [actuator], N m or N.
            external: all other torque there: gravity, loads, inertial forces.
            velocity: of the joints, rad/s or m/s.

        Returns:
            float64 [actuator], not negative; 0 where an actuator has no friction.
        """
        shape = (len(self.actuators),)
        at, p = self._rubbing, self._friction
        budget = np.zeros(shape)
        if len(at) == 0:
            return budget
        motor = _vector("motor", motor, shape)[at]
        external = _vector("external", external, shape)[at]
        velocity = _vector("velocity", velocity, shape)[at]
        stribeck = np.exp(-np.abs(velocity / p["stribeck_velocity"]) ** p["stribeck_exponent"])
        always = (
            p["coulomb_torque"]
            + np.abs(p["external_load_share"] * external - p["motor_load_share"] * motor)
            + p["viscous_coefficient"] * np.abs(velocity)
        )
        vanishing = p["stribeck_torque"] + np.abs(
            p["external_load_share_stribeck"] * external - p["motor_load_share_stribeck"] * motor
        )
        opposed = np.sign(motor) != np.sign(external)
        drives = opposed & (np.abs(motor) > np.abs(external))
        driven = opposed & (np.abs(motor) < np.abs(external))
        vanishing = vanishing + np.where(drives, p["external_load_quadratic"] * external**2, 0)
        vanishing = vanishing + np.where(driven, p["motor_load_quadratic"] * motor**2, 0)
        budget[at] = always + stribeck * vanishing
        return budget

    def friction_torque(
        self, budget: Any, velocity: Any, response: Any, last: Optional[Any] = None
    ) -> np.ndarray:
        """Torques that bring the joints to rest at the end of a step, each within its budget.

        Args:
            budget: of ``friction_budget``, [actuator].
            velocity: of the joints at the end of the step if there were no friction.
            response: [actuator][actuator], change of velocity i per torque j: time step times the
                inverse of the inertia matrix.
            last: the torques of the step before, from which the solution is sought.

        Returns:
            float64 [actuator].
        """
        count = len(self.actuators)
        budget = _vector("budget", budget, (count,))
        velocity = _vector("velocity", velocity, (count,))
        response = _vector("response", response, (count, count))
        torque = np.zeros(count) if last is None else _vector("last", last, (count,)).copy()
        torque[budget == 0] = 0
        for _ in range(_SWEEPS):
            settled = True
            for i in self._rubbing:
                residual = velocity[i] + response[i] @ torque
                wanted = torque[i] - residual / response[i, i]
                wanted = min(max(wanted, -budget[i]), budget[i])
                settled = settled and abs(wanted - torque[i]) <= 1e-12 * budget[i]
                torque[i] = wanted
            if settled:
                break
        return torque


def _vector(name: str, values: Any, shape: Tuple[int, ...]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float64)
    if array.shape != shape:
        raise InvalidArgumentError(
            "%s has the shape %s, expected %s" % (name, array.shape, shape)
        )
    return array


def _table(name: str, values: Mapping[str, Mapping[str, float]]) -> Values:
    table = {}
    for parameter, default in STAGES[name].items():
        table[parameter] = np.array(
            [float(each.get(parameter, default)) for each in values.values()]
        )
    return table


def _require_order(names: Sequence[str]) -> None:
    for name in names:
        if name not in STAGES:
            raise InvalidArgumentError(
                "there is no actuator stage %r; use one of %s" % (name, ", ".join(STAGES))
            )
    if len(set(names)) < len(names):
        raise InvalidArgumentError("a stage stands twice in %s" % (list(names),))
    if "friction" in names[:-1]:
        raise InvalidArgumentError("friction must be the last stage, not one of %s" % (list(names),))


def _load(path: Union[str, "os.PathLike[str]"]) -> Mapping[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(_MOST_CHARACTERS + 1)
        if len(text) > _MOST_CHARACTERS:
            raise ValueError("it is too large")
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_distinct)
    except (OSError, ValueError, RecursionError) as e:
        raise InvalidArgumentError("%s is no parameter file: %s" % (path, e)) from e


def _refuse(constant: str) -> float:
    raise ValueError("%s is no number of JSON" % constant)


def _distinct(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands twice among %s" % sorted(name for name, _ in pairs))
    return values


def _stages(content: Mapping[str, Any]) -> List[Tuple[str, Dict[str, Dict[str, float]]]]:
    if not isinstance(content, Mapping) or content.get("format") != FORMAT:
        raise InvalidArgumentError("a parameter file has \"format\": %d" % FORMAT)
    stages: List[Tuple[str, Dict[str, Dict[str, float]]]] = []
    try:
        for stage in content["chain"]:
            name = stage["stage"]
            _require_order([name])
            values = {
                actuator: {key: _number(name, key, value) for key, value in each.items()}
                for actuator, each in stage["actuators"].items()
            }
            if not values:
                raise InvalidArgumentError("stage %s names no actuator" % name)
            stages.append((name, values))
        for parameter in content["parameters"]:
            _override(stages, parameter["path"], parameter["value"])
    except (KeyError, TypeError, AttributeError) as e:
        raise InvalidArgumentError("the parameter file is not complete: %r" % (e,)) from e
    return stages


def _number(stage: str, parameter: str, value: Any) -> float:
    if parameter not in STAGES[stage]:
        raise InvalidArgumentError(
            "a stage %s has no parameter %r; it has %s" % (stage, parameter, list(STAGES[stage]))
        )
    number = float(value) if isinstance(value, (int, float)) else math.nan
    if (
        isinstance(value, bool)
        or not math.isfinite(number)
        or (number < 0 and parameter not in _SIGNED)
        or (number == 0 and parameter in _POSITIVE)
    ):
        raise InvalidArgumentError(
            "parameter %s of a stage %s is %r, which it cannot be" % (parameter, stage, value)
        )
    return number


def _override(
    stages: Sequence[Tuple[str, Dict[str, Dict[str, float]]]], path: str, value: Any
) -> None:
    """A parameter's value goes before that of the chain."""
    place, _, last = path.rpartition("/")
    if not place.startswith("actuator:") or "." not in last or value is None:
        return
    actuator = place[len("actuator:") :]
    stage, _, parameter = last.partition(".")
    for name, values in stages:
        if name == stage and actuator in values:
            values[actuator][parameter] = _number(stage, parameter, value)
            return
    raise InvalidArgumentError("%s names nothing in the chain" % path)
