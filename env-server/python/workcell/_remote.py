"""A vector of a server on another machine: its latest results in memory of this process."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from . import errors
from ._grpc import RemoteConnection
from ._proto import Message, head
from ._segment import Batch, Descriptor, batches_over, shaped
from ._wire import Tensors

_ROWS = "rows"
_FINAL = "final_"
_TEXTS = ("instruction_bytes", "instruction", "failure_bytes", "failure")
_UNKNOWN = -1  # in place of the number of an answer


class RemoteLink:
    """A vector of a remote server: its connection, and two batches that take turns.

    ``current`` is the latest batch and takes the next actions.
    """

    def __init__(self, connection: RemoteConnection, opened: Mapping[str, Any]) -> None:
        self.connection = connection
        self.vector = opened["vector"]
        self.descriptor = Descriptor.parse(opened["descriptor"])
        self._memories = _memories(Descriptor.parse(opened["results"]))
        self._index = 0
        # False while an answer may have been lost that had other texts.
        self._has_texts = False
        self._answers = 0
        self._heads = [self._head_of_step(texts) for texts in (False, True)]
        #: Time that the server took for the latest reset or step, without transport.
        self.call_nanoseconds = 0

    def _head_of_step(self, texts: bool) -> bytes:
        body = {"call": "step", "vector": self.vector, "texts": texts}
        return head(body, "action", self._memories[0].inputs["action"])

    def step(self) -> Batch:
        """Steps all rows with the actions in ``current``; the latest batch."""
        inputs = self._memories[self._index].inputs
        actor = inputs["actor"]
        had_texts, self._has_texts = self._has_texts, False
        if actor.any():
            body = {"call": "step", "vector": self.vector, "texts": not had_texts}
            answer, found = self.connection.call(body, inputs)
            actor[...] = 0
        else:
            call = self._heads[not had_texts] + inputs["action"].tobytes()
            answer, found = self.connection.exchange(call)
        self._take(answer, found, None)
        self._has_texts = True
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
            rows = body.get("targets" if name == "branch" else "environments")
            self._take(answer, found, rows)
            had_texts = had_texts or rows is None
        self._has_texts = had_texts
        return answer, found

    def _take(
        self, answer: Mapping[str, Any], found: Tensors, rows: Optional[Sequence[int]]
    ) -> None:
        """Results go to the batch whose turn it is; the latest one stays as it is."""
        latest, target = self._memories[self._index], self._memories[1 - self._index]
        target.take_inputs(latest)
        self._answers += 1
        if rows is None:
            target.take_all(found, latest, self._answers)
        else:
            target.take_some(found, latest, rows, self._answers)
        self.call_nanoseconds = int(answer.get("nanoseconds", 0))
        self._index = 1 - self._index

    @property
    def current(self) -> Batch:
        """The latest batch."""
        return self._memories[self._index].batch

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


class _Memory:
    """The memory of one batch: what callers write, then results, then texts.

    Args:
        descriptor: of the batches.
        memory: of all of them.
        index: of this one.
        batch: its views.
    """

    def __init__(
        self, descriptor: Descriptor, memory: memoryview, index: int, batch: Batch
    ) -> None:
        self.batch = batch
        # As tensors of calls have them: with the dimension of one number.
        self.inputs: Dict[str, np.ndarray] = {
            block.name: batch.blocks[block.name].reshape((descriptor.rows,) + block.shape)
            for block in descriptor.with_role("action")
        }
        results = [block for block in descriptor.blocks if block.role != "action"]
        end = descriptor.batch_bytes
        start = min((block.offset for block in results), default=end)
        texts = min((block.offset for block in results if block.name in _TEXTS), default=end)
        own = memory[descriptor.place(index)]
        self._inputs, self._rows, self._texts = own[:start], own[start:], own[texts:]
        self._sizes = (end - start, texts - start)
        self._final_rows: Optional[memoryview] = None
        if descriptor.finals:
            self._final_rows = memory[descriptor.place(descriptor.batches + index)][start:]
        # The number of the answer that brought the texts.
        self._texts_of = 0

    def take_inputs(self, latest: "_Memory") -> None:
        """What somebody has written for the next step is in every batch."""
        self._inputs[:] = latest._inputs

    def take_all(self, found: Tensors, latest: "_Memory", number: int) -> None:
        """Results of all rows; texts that have not changed come from the latest batch."""
        data = self._bytes(found, _ROWS)
        texts_of, self._texts_of = self._texts_of, _UNKNOWN
        self._rows[: data.size] = data
        if data.size < len(self._rows):
            number = latest._texts_of
            if texts_of != number:
                self._texts[:] = latest._texts
        self._texts_of = number
        if self._final_rows is not None and _FINAL + _ROWS in found:
            data = self._bytes(found, _FINAL + _ROWS)
            self._final_rows[: data.size] = data

    def _bytes(self, found: Tensors, name: str) -> np.ndarray:
        data = found.get(name)
        if data is None or data.dtype != np.uint8 or data.shape not in [(n,) for n in self._sizes]:
            raise errors.ProtocolError(
                "tensor '%s' of the server's answer is %s, expected uint8 of size %d or %d"
                % ((name, data if data is None else (data.dtype, data.shape)) + self._sizes)
            )
        return data

    def take_some(
        self, found: Tensors, latest: "_Memory", rows: Sequence[int], number: int
    ) -> None:
        """Results of some rows; the others are those of the latest batch, and idle."""
        self._texts_of = _UNKNOWN
        self._rows[:] = latest._rows
        for name in ("row_status", "has_final", "starts_episode"):
            if name in self.batch.blocks:
                self.batch.blocks[name][...] = 0
        for name, array in found.items():
            target: Optional[Batch] = self.batch
            if name.startswith(_FINAL):
                name, target = name[len(_FINAL) :], self.batch.finals
            if target is not None and name in target.blocks:
                target.blocks[name][list(rows)] = shaped(name, array)
        self._texts_of = number


def _memories(descriptor: Descriptor) -> List[_Memory]:
    memory = memoryview(np.zeros(descriptor.bytes, np.uint8))
    batches = batches_over(descriptor, memory)
    return [_Memory(descriptor, memory, index, batch) for index, batch in enumerate(batches)]
