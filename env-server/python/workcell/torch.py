"""Observations as PyTorch tensors over shared memory, without a copy on the processor.

    envs = workcell.make_vec("metaworld/reach-v3", 64, seed=0, copy=False)
    tensors = workcell.torch.TensorVector(envs, device="cuda")
    observations, infos = tensors.reset()
    observations, rewards, terminated, truncated, infos = tensors.step(actions)
"""

from __future__ import annotations

import ctypes
import weakref
from typing import Any, Dict, Optional, Tuple

import numpy as np

from .errors import InvalidArgumentError, MissingPackageError
from .vector import VectorEnv

try:
    import torch
except ImportError as e:
    raise MissingPackageError("workcell.torch needs PyTorch: pip install torch") from e

__all__ = ["TensorVector", "pin", "tensors"]


def tensors(arrays: Any) -> Any:
    """NumPy arrays, or dictionaries of them, as tensors over the same memory."""
    if isinstance(arrays, dict):
        return {name: tensors(array) for name, array in arrays.items()}
    return torch.from_numpy(arrays)


def pin(envs: VectorEnv) -> bool:
    """Page-locks a vector's shared memory, so that CUDA copies from it directly and asynchronously.

    The memory is unlocked with the vector's end.

    Returns:
        Whether it is locked now: false without CUDA, without shared memory, or where the driver
        refuses.
    """
    memory = envs._link.memory
    if memory is None or not torch.cuda.is_available():
        return False
    size = len(memory)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    runtime: Any = torch.cuda.cudart()  # type: ignore[no-untyped-call]
    if int(runtime.cudaHostRegister(address, size, 0)) != 0:
        return False
    weakref.finalize(envs, runtime.cudaHostUnregister, address).atexit = False
    return True


class TensorVector:
    """A vector whose observations, rewards and flags are tensors.

    On the processor tensors lie over the vector's arrays; with ``copy=False`` these are the shared
    memory itself, valid until the step after the next. For another device they are copied there; with
    ``copy=False`` from page-locked memory where CUDA can, without waiting for the copy. Work on the
    device's current stream reads the copied values; ``step`` waits for the copies of the step before
    the last, because their memory is about to be overwritten. One thread at a time.

    Args:
        envs: what ``make_vec`` gives.
        device: where tensors go; the processor where absent.
    """

    def __init__(self, envs: VectorEnv, device: Optional[Any] = None) -> None:
        if not isinstance(envs, VectorEnv):
            raise InvalidArgumentError("a TensorVector is over a workcell.VectorEnv, not %r" % (envs,))
        self.envs = envs
        self.num_envs = envs.num_envs
        self.device = torch.device("cpu" if device is None else device)
        self.is_pinned = self.device.type == "cuda" and pin(envs)
        # Recorded when the copies of the batch before the latest had been ordered.
        self._copied: Optional[Any] = None

    def reset(self, **arguments: Any) -> Tuple[Any, Dict[str, Any]]:
        """As ``VectorEnv.reset``, with tensors."""
        self._wait()
        observations, infos = self.envs.reset(**arguments)
        return self._moved(observations), infos

    def step(self, actions: Any) -> Tuple[Any, Any, Any, Any, Dict[str, Any]]:
        """As ``VectorEnv.step``, with tensors.

        Args:
            actions: a tensor of any device, or an array.

        Returns:
            observations, rewards float64, terminated and truncated bool, on ``device``; infos as
            arrays.
        """
        if isinstance(actions, torch.Tensor):
            actions = actions.detach().cpu().numpy()
        self._wait()
        observations, rewards, terminated, truncated, infos = self.envs.step(actions)
        return (
            self._moved(observations),
            self._moved(rewards),
            self._moved(terminated),
            self._moved(truncated),
            infos,
        )

    def _moved(self, arrays: Any) -> Any:
        if isinstance(arrays, dict):
            return {name: self._moved(array) for name, array in arrays.items()}
        tensor = torch.from_numpy(np.asarray(arrays))
        if self.device.type == "cpu":
            return tensor
        return tensor.to(self.device, non_blocking=self.is_pinned)

    def _wait(self) -> None:
        """Waits for copies from the batch that the server writes next, the one before the latest."""
        if not self.is_pinned:
            return
        if self._copied is not None:
            self._copied.synchronize()
        self._copied = torch.cuda.Event()  # type: ignore[no-untyped-call]
        self._copied.record(torch.cuda.current_stream(self.device))

    def close(self) -> None:
        """Closes the vector, after all copies. Idempotent."""
        if self.is_pinned:
            torch.cuda.synchronize(self.device)
        self.envs.close()
