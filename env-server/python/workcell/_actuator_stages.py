"""What each stage of an actuator chain does to a signal, for all actuators that it acts on.

Formulas are those of ``docs/actuators.md``. Friction is not among them: it needs the torque of all
stages before it.
"""

from __future__ import annotations

from typing import Dict, Mapping, Optional, Type

import numpy as np

_ROUNDING_STEPS = 1e-9

Values = Dict[str, np.ndarray]


class Stage:
    """A stage of some actuators, with what it remembers; one thread at a time.

    :param actuators: indices of its actuators, shape (n,)
    :param parameters: each of shape (n,)
    """

    def __init__(self, actuators: np.ndarray, parameters: Values, timestep_seconds: float) -> None:
        self.actuators = actuators
        self.parameters = parameters
        self.timestep_seconds = timestep_seconds
        self.reset()

    def reset(self) -> None:
        """Forgets what it remembers."""

    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        """The signal after this stage at one physics step; all of shape (n,)."""
        raise NotImplementedError


class Delay(Stage):
    def reset(self) -> None:
        steps = self.parameters["delay_seconds"] / self.timestep_seconds
        rounded = np.round(steps)
        steps = np.where(np.abs(steps - rounded) < _ROUNDING_STEPS, rounded, steps)
        self._whole = np.floor(steps).astype(int)
        self._fraction = steps - self._whole
        self._ring = np.zeros((int(self._whole.max(initial=0)) + 2, len(steps)))
        self._newest = -1

    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        slots = len(self._ring)
        if self._newest < 0:
            self._ring[:] = signal
        self._newest = (self._newest + 1) % slots
        self._ring[self._newest] = signal
        channels = np.arange(len(signal))
        later = self._ring[(self._newest - self._whole) % slots, channels]
        earlier = self._ring[(self._newest - self._whole - 1) % slots, channels]
        return np.where(
            self._fraction == 0, later, (1 - self._fraction) * later + self._fraction * earlier
        )


class DeadBand(Stage):
    def centre(self, position: np.ndarray) -> np.ndarray:
        return np.zeros_like(position)

    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        centre = self.centre(position)
        half = self.parameters["half_width"]
        error = signal - centre
        outside = np.where(error > 0, signal - half, signal + half)
        return np.where(np.abs(error) <= half, centre, outside)


class PositionDeadBand(DeadBand):
    def centre(self, position: np.ndarray) -> np.ndarray:
        return position


class Backlash(Stage):
    def reset(self) -> None:
        self._driven: Optional[np.ndarray] = None

    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        half = self.parameters["gap"] / 2
        driven = signal if self._driven is None else self._driven
        self._driven = np.clip(driven, signal - half, signal + half)
        return self._driven


class Servo(Stage):
    def reset(self) -> None:
        self._integral = np.zeros(len(self.actuators))

    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        p = self.parameters
        error = signal - (position + p["position_offset"])
        self._integral = np.clip(
            self._integral + p["integral_gain"] * error * self.timestep_seconds,
            -p["integral_limit"],
            p["integral_limit"],
        )
        output = p["stiffness"] * error + self._integral - p["damping"] * velocity
        return np.clip(output, -p["output_limit"], p["output_limit"])


class DcMotor(Stage):
    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        p = self.parameters
        volts = np.clip(signal, -p["voltage_limit"], p["voltage_limit"])
        amperes = (volts - p["torque_constant"] * velocity) / p["resistance"]
        return p["torque_constant"] * np.clip(amperes, -p["current_limit"], p["current_limit"])


class TorqueSpeedLimit(Stage):
    def apply(self, signal: np.ndarray, position: np.ndarray, velocity: np.ndarray) -> np.ndarray:
        p = self.parameters
        speed = velocity / p["no_load_speed"]
        high = np.clip(p["stall_torque"] * (1 - speed), 0, p["torque_limit"])
        low = np.clip(p["stall_torque"] * (-1 - speed), -p["torque_limit"], 0)
        return np.clip(signal, low, high)


STAGE_TYPES: Mapping[str, Type[Stage]] = {
    "delay": Delay,
    "dead-band": DeadBand,
    "position-dead-band": PositionDeadBand,
    "backlash": Backlash,
    "servo": Servo,
    "dc-motor": DcMotor,
    "torque-speed-limit": TorqueSpeedLimit,
}
