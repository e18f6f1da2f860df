"""A server on another machine: messages over one gRPC stream."""

from __future__ import annotations

import os
import queue
import socket
import threading
import weakref
from collections import deque
from typing import Any, Deque, Dict, Iterator, Mapping, NoReturn, Optional, Sequence, Tuple

import numpy as np

from . import errors
from ._proto import Message, pack, unpack
from ._segment import Batch, Descriptor, shaped
from ._wire import Tensors

_METHOD = "/workcell.v1.Environments/Process"
_FINAL = "final_"
_OPTIONS = (
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.use_local_subchannel_pool", 1),
    # A machine that vanishes is noticed; the server allows pings from every 10 seconds on.
    ("grpc.keepalive_time_ms", 15000),
    ("grpc.keepalive_timeout_ms", 10000),
)
_CONNECT_SECONDS = 10.0
_TEXTS = ("instruction", "instruction_bytes", "failure", "failure_bytes")
_LATEST = -1  # in place of the number of a call


def _import_grpc() -> Any:
    try:
        import grpc  # type: ignore[import-untyped,unused-ignore]
    except ImportError as e:
        raise errors.MissingPackageError(
            "a server at HOST:PORT needs grpcio: pip install grpcio"
        ) from e
    return grpc


def _credentials(grpc: Any) -> Any:
    """TLS where the environment names a certificate, which may be the server's own."""
    path = os.environ.get("WORKCELL_TLS_CA")
    if not path:
        return None
    with open(path, "rb") as file:
        return grpc.ssl_channel_credentials(file.read())


def _sent(calls: "queue.SimpleQueue[Any]", numbers: "Deque[int]") -> Iterator[Message]:
    """The calls of a stream, whose numbers wait for the answers. Runs in a thread of gRPC."""
    for number, message in iter(calls.get, None):
        numbers.append(number)
        yield message


def _read(stream: Any, answers: "queue.SimpleQueue[Any]", numbers: "Deque[int]") -> None:
    """Passes on every message of a stream with the number of its call, and then what ended it.

    Runs in a thread of its own, because waiting for a stream of gRPC has neither a time limit nor
    survives an interrupt.
    """
    try:
        for message in stream:
            answers.put((numbers.popleft() if numbers else _LATEST, message))
        answers.put((_LATEST, None))
    except Exception as e:
        answers.put((_LATEST, e))


class RemoteConnection:
    """One stream to a server. One thread at a time.

    Calls have numbers, because an interrupt may come before a call has been sent or after its answer
    has been taken: answers with other numbers than the latest call's are dropped. A forked process is
    refused, because gRPC does not survive forks.

    Args:
        address: ``HOST:PORT``. ``WORKCELL_TLS_CA`` names a file with the certificate to trust; then
            the connection is encrypted.
        timeout: seconds to wait for an answer; ``None`` waits for ever.
        token: of a server that wants one.
    """

    def __init__(
        self, address: str, timeout: Optional[float] = None, token: Optional[str] = None
    ) -> None:
        self._grpc = _import_grpc()
        self._address = address
        self._timeout = timeout
        self._pid = os.getpid()
        self._number = 0
        self._is_idle = True
        credentials = _credentials(self._grpc)
        if credentials is None:
            channel = self._grpc.insecure_channel(address, options=_OPTIONS)
        else:
            channel = self._grpc.secure_channel(address, credentials, options=_OPTIONS)
        self._require_listener(channel)
        try:
            self._grpc.channel_ready_future(channel).result(timeout=_CONNECT_SECONDS)
        except self._grpc.FutureTimeoutError as e:
            channel.close()
            raise errors.UnavailableError(
                "no server answers at %s; start one with 'workcell serve --listen %s', or check"
                " whether it wants TLS: WORKCELL_TLS_CA names its certificate" % (address, address)
            ) from e
        self._calls: "queue.SimpleQueue[Any]" = queue.SimpleQueue()
        numbers: "Deque[int]" = deque()
        process = channel.stream_stream(
            _METHOD, request_serializer=pack, response_deserializer=unpack
        )
        metadata = (("authorization", "Bearer " + token),) if token else None
        self._stream = process(_sent(self._calls, numbers), metadata=metadata)
        self._answers: "queue.SimpleQueue[Any]" = queue.SimpleQueue()
        threading.Thread(
            target=_read,
            args=(self._stream, self._answers, numbers),
            daemon=True,
            name="workcell-grpc",
        ).start()
        self._end = weakref.finalize(self, _end, self._calls, self._stream, channel, self._pid)

    def _require_listener(self, channel: Any) -> None:
        """gRPC would try a port that nobody listens on again and again."""
        host, _, port = self._address.rpartition(":")
        try:
            socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS).close()
        except ConnectionRefusedError as e:
            channel.close()
            raise errors.UnavailableError(
                "no server listens at %s; start one with 'workcell serve --listen %s'"
                % (self._address, self._address)
            ) from e
        except (OSError, ValueError):
            pass  # Names that only gRPC resolves, proxies: its own attempt says more.

    def call(
        self, body: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None
    ) -> Message:
        """Sends a call and waits for its answer.

        Raises:
            WorkcellError: the server's refusal, or that it cannot be reached.
        """
        if self._pid != os.getpid():
            raise errors.ForkedProcessError(
                "this vector belongs to process %d; open another one in this process" % self._pid
            )
        if self.closed:
            raise errors.ClosedError("this vector has been closed; open another one")
        self._number += 1
        self._is_idle = False
        self._calls.put((self._number, (dict(body), dict(tensors or {}))))
        number = None
        while number not in (self._number, _LATEST):
            number, message = self._next()
        self._is_idle = True
        answer, found = message
        error = answer.get("error")
        if error is not None:
            raise errors.of(str(error.get("code", "")), str(error.get("message", "")))
        return answer, found

    def _next(self) -> Tuple[int, Message]:
        try:
            number, answer = self._answers.get(timeout=self._timeout)
        except queue.Empty as e:
            self.close()
            raise errors.ServerTimeoutError(
                "the server at %s did not answer within %s seconds; give make_vec another 'timeout'"
                " if calls may take longer" % (self._address, self._timeout)
            ) from e
        if answer is None:
            self._died("it closed the connection")
        if isinstance(answer, Exception):
            self._failed(answer)
        return number, answer

    def _failed(self, error: Any) -> NoReturn:
        self.close()
        if not isinstance(error, self._grpc.RpcError):
            raise error
        code = error.code().name.lower()
        if code in ("unauthenticated", "invalid_argument", "resource_exhausted"):
            raise errors.of(code, error.details()) from error
        self._died("%s: %s" % (code, error.details()))

    def _died(self, reason: str) -> NoReturn:
        self.close()
        raise errors.ServerDiedError("the server at %s has ended: %s" % (self._address, reason))

    @property
    def closed(self) -> bool:
        """Whether the connection has been closed."""
        return not self._end.alive

    @property
    def is_idle(self) -> bool:
        """Whether no answer is to come."""
        return self._is_idle

    def close(self) -> None:
        """Ends the stream; the server frees what belongs to it. Idempotent."""
        self._end()


def _end(calls: Any, stream: Any, channel: Any, owner: int) -> None:
    if os.getpid() == owner:
        calls.put(None)
        stream.cancel()
        channel.close()


class RemoteLink:
    """A vector of a remote server: its connection and the latest results.

    ``current`` is the latest batch and takes the next actions.
    """

    def __init__(self, connection: RemoteConnection, opened: Mapping[str, Any]) -> None:
        self.connection = connection
        self.vector = opened["vector"]
        self.descriptor = Descriptor.parse(opened["descriptor"])
        self._inputs = {
            block.name: np.zeros((self.descriptor.rows,) + block.shape, block.dtype)
            for block in self.descriptor.with_role("action")
        }
        self._arrays: Dict[str, np.ndarray] = {
            block.name: np.zeros((self.descriptor.rows,) + block.shape, block.dtype)
            for block in self.descriptor.blocks
            if block.role != "action"
        }
        # False while an answer may have been lost that had other texts.
        self._has_texts = False
        #: Time that the server took for the latest reset or step, without transport.
        self.call_nanoseconds = 0
        self.current = self._batch(None)

    def step(self) -> Batch:
        """Steps all rows with the actions in ``current``; the latest batch."""
        tensors = {"action": self._inputs["action"]}
        actor = self._inputs["actor"]
        if actor.any():
            tensors = dict(self._inputs)
        self.call("step", {"texts": not self._has_texts}, tensors)
        actor[...] = 0
        return self.current

    def call(
        self,
        name: str,
        arguments: Optional[Mapping[str, Any]] = None,
        tensors: Optional[Mapping[str, np.ndarray]] = None,
    ) -> Message:
        """A call about this vector; ``current`` is the latest batch afterwards."""
        body = {"call": name, "vector": self.vector}
        body.update(arguments or {})
        had_texts, self._has_texts = self._has_texts, False
        answer, found = self.connection.call(body, tensors)
        if "shown" in answer:
            self.call_nanoseconds = int(answer.get("nanoseconds", 0))
            rows = body.get("targets" if name == "branch" else "environments")
            self._take(found, rows, had_texts)
            had_texts = had_texts or rows is None
        self._has_texts = had_texts
        return answer, found

    def _take(self, found: Tensors, rows: Optional[Sequence[int]], has_texts: bool) -> None:
        """Results of all rows replace the arrays, but for texts that have not changed; those of some go to copies of them, because
        earlier batches stay as they are."""
        names = {block.name for block in self.descriptor.blocks if block.role != "action"}
        results = {name: array for name, array in found.items() if name in names}
        finals = {
            name[len(_FINAL) :]: array for name, array in found.items() if name.startswith(_FINAL)
        }
        if rows is None:
            kept = self._arrays if has_texts else {}
            texts = {name: kept[name] for name in _TEXTS if name in kept}
            self._arrays = {**texts, **results}
        else:
            self._arrays = {
                name: _merged(self._arrays.get(name), array, rows, self.descriptor.rows)
                for name, array in results.items()
            }
            if "row_status" in self._arrays:
                others = np.ones(self.descriptor.rows, np.bool_)
                others[list(rows)] = False
                self._quiet(others)
            finals = {
                name: _merged(None, array, rows, self.descriptor.rows)
                for name, array in finals.items()
            }
        self.current = self._batch(finals or None)

    def _quiet(self, rows: np.ndarray) -> None:
        """Rows that took no part are idle, as in shared memory."""
        for name in ("row_status", "has_final", "starts_episode"):
            if name in self._arrays:
                self._arrays[name][rows] = 0

    def _batch(self, finals: Optional[Mapping[str, np.ndarray]]) -> Batch:
        blocks = {name: shaped(name, array) for name, array in self._arrays.items()}
        blocks.update({name: shaped(name, array) for name, array in self._inputs.items()})
        last = None
        if finals is not None:
            last = Batch({name: shaped(name, array) for name, array in finals.items()})
        return Batch(blocks, last)

    @property
    def memory(self) -> None:
        """There is no shared memory."""
        return None

    def close(self) -> None:
        """Tells the server, unless an answer is still to come, and ends the stream."""
        if not self.connection.closed and self.connection.is_idle:
            try:
                self.connection.call({"call": "close", "vector": self.vector})
            except errors.WorkcellError:
                pass  # The server frees the vector when the stream ends, or has gone itself.
        self.connection.close()


def _merged(
    before: Optional[np.ndarray], found: np.ndarray, rows: Sequence[int], count: int
) -> np.ndarray:
    shape = (count,) + found.shape[1:]
    merged = np.zeros(shape, found.dtype) if before is None else before.copy()
    merged[list(rows)] = found
    return merged
