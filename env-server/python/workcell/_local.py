"""The Unix socket of a server on this machine: messages, doorbells, and what interrupts do to them."""

from __future__ import annotations

import mmap
import os
import socket
import struct
import weakref
from typing import Any, Callable, Dict, List, Mapping, NoReturn, Optional, Tuple

import numpy as np

from . import _wire, errors
from ._segment import Batch, Descriptor, batches_over

_IDLE = 0
_RINGING = 1  # a doorbell is being sent, or its answer is to come
_SENDING = 2  # part of a message may have been sent
_WAITING = 3  # the answer of a message is to come
_PROBING = 4  # as ringing, and a call that changes nothing has been sent
_BROKEN = 5

_DOORBELL = bytes([_wire.DOORBELL])
_HEAD_BYTES = 5
_CHUNK_BYTES = 1 << 20
_MOST_MESSAGE_BYTES = 1 << 31

_connections: "weakref.WeakSet[LocalConnection]" = weakref.WeakSet()


def _forget_in_child() -> None:
    """A forked process must not speak on its parent's connections."""
    for connection in list(_connections):
        connection.drop_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_in_child)


class LocalConnection:
    """One connection to a server's Unix socket.

    One thread at a time. A call that is interrupted, for example by Ctrl-C, leaves its answer
    unread; the next call reads and drops it first. Where a message was cut in two the connection
    is broken, and every later call raises ``ConnectionBrokenError``.

    Args:
        path: of the socket.
        timeout: seconds to wait for an answer; ``None`` waits for ever.
        last_words: gives the last lines of the server's log, for messages when it has died.
    """

    def __init__(
        self,
        path: str,
        timeout: Optional[float] = None,
        last_words: Optional[Callable[[], str]] = None,
    ) -> None:
        self._path = path
        self._timeout = timeout
        self._last_words = last_words
        self._state = _IDLE
        self._inbox: List[bytes] = []
        self._probe: Optional[Dict[str, Any]] = None
        self._in_child = False
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(path)
        except OSError as e:
            self._socket.close()
            raise errors.UnavailableError(
                "no server answers at unix:%s (%s); start one with 'workcell serve --listen unix:%s'"
                % (path, e.strerror or e, path)
            ) from e
        if timeout is not None:
            self._limit_waiting(timeout)
        _connections.add(self)

    def _limit_waiting(self, seconds: float) -> None:
        # The kernel's own limit, because a limit of Python's socket costs a system call a step.
        value = struct.pack("@ll", int(seconds), int(seconds % 1 * 1e6))
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._socket.setsockopt(socket.SOL_SOCKET, option, value)

    def call(
        self, body: Mapping[str, Any], tensors: Optional[Mapping[str, np.ndarray]] = None
    ) -> Tuple[Dict[str, Any], Dict[str, np.ndarray]]:
        """Sends a call and waits for its answer.

        Raises:
            WorkcellError: the server's refusal, or that it cannot be reached.
        """
        message = _wire.framed(_wire.encode(body, tensors))
        self._settle()
        self._state = _SENDING
        try:
            self._socket.sendall(message)
            self._state = _WAITING
            kind = self._receive(1)[0]
            return self._answer(kind)
        except OSError as e:
            self._fail(e)

    def ring(self) -> None:
        """Steps all rows of this connection's vector with what lies in shared memory."""
        if self._state != _IDLE:
            self._settle()
        self._state = _RINGING
        try:
            self._socket.send(_DOORBELL)
            reply = self._socket.recv(1)
            if reply == _DOORBELL:
                self._state = _IDLE
                return
            self._inbox = [reply]
            self._answer(self._receive(1)[0])
        except OSError as e:
            self._fail(e)

    def probe_with(self, body: Dict[str, Any]) -> None:
        """Names a call that changes nothing and whose answer has ``id``; see ``_settle``."""
        self._probe = body

    def _answer(self, kind: int) -> Tuple[Dict[str, Any], Dict[str, np.ndarray]]:
        """Reads the answer that begins with the byte in the inbox."""
        body, tensors = self._read_message(kind)
        self._inbox, self._state = [], _IDLE
        error = body.get("error")
        if error is not None:
            raise errors.of(str(error.get("code", "")), str(error.get("message", "")))
        return body, tensors

    def _read_message(self, kind: int) -> Tuple[Dict[str, Any], Dict[str, np.ndarray]]:
        """The message in the inbox; it stays there until the caller changes the state, too, so that
        an interrupt loses neither."""
        if kind != _wire.MESSAGE:
            self._break("the server sent byte %d where a message was expected" % kind)
        (length,) = struct.unpack_from("<I", self._receive(_HEAD_BYTES), 1)
        if length > _MOST_MESSAGE_BYTES:
            self._break("the server sent a message of %d bytes" % length)
        frame = memoryview(self._receive(_HEAD_BYTES + length))[_HEAD_BYTES:]
        try:
            return _wire.decode(frame)
        except errors.ProtocolError:
            self._state = _BROKEN
            raise

    def _receive(self, count: int) -> bytearray:
        """The inbox with at least so many bytes; an interrupt loses none that have arrived."""
        missing = count - sum(map(len, self._inbox))
        while missing > 0:
            # In one call: between two an interrupt could come, and what has arrived would be lost.
            self._inbox.extend(map(self._socket.recv, (min(missing, _CHUNK_BYTES),)))
            if not self._inbox[-1]:
                self._died("it closed the connection")
            missing = count - sum(map(len, self._inbox))
        return bytearray().join(self._inbox)

    def _settle(self) -> None:
        """Makes the connection ready for a call: drops the answer of one that was interrupted."""
        if self._in_child:
            raise errors.ForkedProcessError(
                "this vector belongs to process %d; open another one in this process" % os.getppid()
            )
        if self._socket.fileno() < 0:
            raise errors.ClosedError("this vector has been closed; open another one")
        if self._state == _WAITING:
            self._drop_answer()
        elif self._state in (_RINGING, _PROBING):
            self._drop_doorbell()
        elif self._state != _IDLE:
            self._break("an interrupt cut a message in two")

    def _drop_answer(self) -> None:
        try:
            self._read_message(self._receive(1)[0])
            self._inbox, self._state = [], _IDLE
        except OSError as e:
            self._fail(e)

    def _drop_doorbell(self) -> None:
        """An interrupt may have come before or after the doorbell, or its answer: a call that
        changes nothing follows, and everything up to its answer is dropped."""
        try:
            if self._state == _RINGING:
                self._send_probe()
            while self._state == _PROBING:
                kind = self._receive(1)[0]
                is_last = kind != _wire.DOORBELL and "id" in self._read_message(kind)[0]
                self._inbox, self._state = [], _IDLE if is_last else _PROBING
        except OSError as e:
            self._fail(e)

    def _send_probe(self) -> None:
        if self._probe is None:
            self._break("an interrupt cut a step in two")
        self._state = _SENDING
        self._socket.sendall(_wire.framed(_wire.encode(self._probe)))
        self._state = _PROBING

    def _fail(self, error: OSError) -> NoReturn:
        if isinstance(error, errors.WorkcellError):
            raise error
        if isinstance(error, BlockingIOError):
            raise errors.ServerTimeoutError(
                "the server at unix:%s did not answer within %s seconds; give make_vec another"
                " 'timeout' if calls may take longer" % (self._path, self._timeout)
            ) from error
        if self._socket.fileno() < 0:
            raise errors.ClosedError("this vector has been closed; open another one") from error
        self._died(error.strerror or str(error))

    def _died(self, reason: str) -> NoReturn:
        self._state = _BROKEN
        farewell = self._farewell()
        self._socket.close()
        if farewell is not None:
            raise farewell
        words = self._last_words() if self._last_words else ""
        raise errors.ServerDiedError(
            "the server at unix:%s has ended: %s%s" % (self._path, reason, words)
        )

    def _farewell(self) -> Optional[errors.WorkcellError]:
        """What the server said before it ended the connection, which can still be read."""
        try:
            while True:
                chunk = self._socket.recv(_CHUNK_BYTES, socket.MSG_DONTWAIT)
                if not chunk:
                    break
                self._inbox.append(chunk)
        except OSError:
            pass
        inbox = bytearray().join(self._inbox)
        if len(inbox) <= _HEAD_BYTES or inbox[0] != _wire.MESSAGE:
            return None
        try:
            error = _wire.decode(memoryview(inbox)[_HEAD_BYTES:])[0].get("error")
        except errors.ProtocolError:
            return None
        if not isinstance(error, dict):
            return None
        return errors.of(str(error.get("code", "")), str(error.get("message", "")))

    def _break(self, reason: str) -> NoReturn:
        self._state = _BROKEN
        raise errors.ConnectionBrokenError(
            "%s, so this connection cannot be used any more; close the vector and open another one"
            % reason
        )

    @property
    def closed(self) -> bool:
        """Whether the connection has been closed."""
        return self._socket.fileno() < 0

    @property
    def is_idle(self) -> bool:
        """Whether no answer is to come."""
        return self._state == _IDLE

    def close(self) -> None:
        """Closes the connection; the server frees what belongs to it. Idempotent."""
        self._socket.close()

    def drop_in_child(self) -> None:
        """Closes this process's copy; the parent's goes on."""
        self._in_child = True
        self._state = _BROKEN
        self._socket.close()


class LocalLink:
    """A vector of a local server: its connection and its batches in shared memory.

    ``current`` is the latest batch and takes the next actions.
    """

    def __init__(self, connection: LocalConnection, opened: Mapping[str, Any]) -> None:
        self.connection = connection
        self.vector = opened["vector"]
        self.descriptor = Descriptor.parse(opened["descriptor"])
        memory = _mapped(opened["segment"]["path"], self.descriptor.bytes)
        connection.call({"call": "mapped", "vector": self.vector})
        connection.probe_with({"call": "spec", "vector": self.vector, "environment": 0})
        self.ring = connection.ring
        self._shown = memoryview(memory)[:16].cast("q")
        self._memory = memory
        self._batches: List[Batch] = batches_over(self.descriptor, memory)
        self.current = self._batches[0]
        self.refresh()

    def step(self) -> Batch:
        """Steps all rows with the actions in ``current``; the latest batch."""
        self.ring()
        self.current = batch = self._batches[self._shown[0] % len(self._batches)]
        return batch

    def call(
        self,
        name: str,
        arguments: Optional[Mapping[str, Any]] = None,
        tensors: Optional[Mapping[str, np.ndarray]] = None,
    ) -> Tuple[Dict[str, Any], Dict[str, np.ndarray]]:
        """A call about this vector; ``current`` is the latest batch afterwards."""
        body = {"call": name, "vector": self.vector}
        body.update(arguments or {})
        answer = self.connection.call(body, tensors)
        self.refresh()
        return answer

    def refresh(self) -> None:
        """Makes ``current`` the latest batch."""
        self.current = self._batches[self._shown[0] % len(self._batches)]

    @property
    def call_nanoseconds(self) -> int:
        """Time that the server took for the latest reset or step, without transport."""
        return self._shown[1]

    @property
    def memory(self) -> Optional[mmap.mmap]:
        """The shared memory, whole pages of it."""
        return self._memory

    def close(self) -> None:
        """Tells the server, and closes the connection. Views of batches stay readable.

        Where an answer is still to come nobody waits for it: the server frees the vector when the
        connection ends.
        """
        if not self.connection.closed and self.connection.is_idle:
            try:
                self.connection.call({"call": "close", "vector": self.vector})
            except errors.WorkcellError:
                pass  # The server frees the vector when the connection ends, or has gone itself.
        self.connection.close()


def _mapped(path: str, size: int) -> mmap.mmap:
    try:
        with open(path, "r+b") as file:
            if os.fstat(file.fileno()).st_size < size:
                raise errors.ProtocolError(
                    "the segment %s has %d bytes, and its descriptor describes %d"
                    % (path, os.fstat(file.fileno()).st_size, size)
                )
            return mmap.mmap(file.fileno(), size)
    except OSError as e:
        raise errors.UnavailableError(
            "the server's shared memory %s cannot be opened (%s); server and client must share this"
            " folder and user, or connect over gRPC: server='host:port'" % (path, e.strerror)
        ) from e
