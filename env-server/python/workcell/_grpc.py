"""A server on another machine: messages over one gRPC stream."""

from __future__ import annotations

import os
import queue
import socket
import threading
import weakref
from collections import deque
from typing import Any, Callable, Deque, Iterator, Mapping, NoReturn, Optional, Tuple

import numpy as np

from . import errors
from ._proto import Message, pack, unpack

_METHOD = "/workcell.v1.Environments/Process"
_OPTIONS = (
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.use_local_subchannel_pool", 1),
    # A machine that vanishes is noticed; the server allows pings from every 10 seconds on.
    ("grpc.keepalive_time_ms", 15000),
    ("grpc.keepalive_timeout_ms", 10000),
)
_CONNECT_SECONDS = 10.0
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


def _sent(calls: "queue.SimpleQueue[Any]", numbers: "Deque[int]") -> Iterator[bytes]:
    """The calls of a stream, whose numbers wait for the answers. Runs in a thread of gRPC."""
    for number, message in iter(calls.get, None):
        numbers.append(number)
        yield message


def _arrival(
    answers: "queue.SimpleQueue[Any]", numbers: "Deque[int]"
) -> Callable[[bytes], bytes]:
    """Passes on every message of a stream with the number of its call.

    gRPC calls it in the thread that receives: whoever waits for the answer is woken there, not by
    one more thread.
    """

    def arrived(message: bytes) -> bytes:
        answers.put((numbers.popleft() if numbers else _LATEST, message))
        return message

    return arrived


def _read(stream: Any, answers: "queue.SimpleQueue[Any]") -> None:
    """Asks for one message after the other, and passes on what ended the stream.

    Runs in a thread of its own, because waiting for a stream of gRPC has neither a time limit nor
    survives an interrupt.
    """
    try:
        for _ in stream:
            pass
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
        token: of a server that requires one.
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
                " whether it requires TLS: WORKCELL_TLS_CA names its certificate" % (address, address)
            ) from e
        self._calls: "queue.SimpleQueue[Any]" = queue.SimpleQueue()
        numbers: "Deque[int]" = deque()
        self._answers: "queue.SimpleQueue[Any]" = queue.SimpleQueue()
        process = channel.stream_stream(
            _METHOD, response_deserializer=_arrival(self._answers, numbers)
        )
        metadata = (("authorization", "Bearer " + token),) if token else None
        self._stream = process(_sent(self._calls, numbers), metadata=metadata)
        threading.Thread(
            target=_read,
            args=(self._stream, self._answers),
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
        return self.exchange(pack((dict(body), dict(tensors or {}))))

    def exchange(self, call: bytes) -> Message:
        """The same with a call that has been packed already."""
        if self._pid != os.getpid():
            raise errors.ForkedProcessError(
                "this vector belongs to process %d; open another one in this process" % self._pid
            )
        if self.closed:
            raise errors.ClosedError("this vector has been closed; open another one")
        self._number += 1
        self._is_idle = False
        self._calls.put((self._number, call))
        number = None
        while number not in (self._number, _LATEST):
            number, message = self._next()
        self._is_idle = True
        answer, found = unpack(message)
        error = answer.get("error")
        if error is not None:
            raise errors.of(str(error.get("code", "")), str(error.get("message", "")))
        return answer, found

    def _next(self) -> Tuple[int, bytes]:
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
