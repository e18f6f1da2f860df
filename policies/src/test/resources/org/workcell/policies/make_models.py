#!/usr/bin/env python3
"""Writes the small TorchScript files that the tests of network policies run.

    python3 make_models.py FOLDER

Needs the standard library only. A TorchScript file is a zip archive of the module's source
(code/__torch__.py), its pickled attributes (data.pkl) and the raw bytes of its tensors (data/0, ...);
this script writes the three directly, so that the files can be made, and compared with the committed
ones, where PyTorch cannot be installed. The same input always gives the same bytes.
"""

import json
import pickle
import struct
import sys
import zipfile
from pathlib import Path

FORMAT_VERSION = "10\n"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Tensor:
    """Float32 values with a shape."""

    def __init__(self, shape, values):
        self.shape = tuple(shape)
        self.data = struct.pack("<%df" % len(values), *values)
        self.size = len(values)

    def strides(self):
        strides = []
        stride = 1
        for length in reversed(self.shape):
            strides.insert(0, stride)
            stride *= length
        return tuple(strides)


def text(value):
    encoded = value.encode()
    return pickle.BINUNICODE + struct.pack("<I", len(encoded)) + encoded


def number(value):
    return pickle.BININT + struct.pack("<i", value)


def name(module, attribute):
    return pickle.GLOBAL + f"{module}\n{attribute}\n".encode()


def numbers(values):
    return pickle.MARK + b"".join(map(number, values)) + pickle.TUPLE


def pickled_tensor(key, tensor):
    """A call of the function that PyTorch rebuilds tensors with, on a storage named by its key."""
    storage = (
        pickle.MARK
        + text("storage")
        + name("torch", "FloatStorage")
        + text(str(key))
        + text("cpu")
        + number(tensor.size)
        + pickle.TUPLE
        + pickle.BINPERSID
    )
    return (
        name("torch._utils", "_rebuild_tensor_v2")
        + pickle.MARK
        + storage
        + number(0)
        + numbers(tensor.shape)
        + numbers(tensor.strides())
        + pickle.NEWFALSE
        + name("collections", "OrderedDict")
        + pickle.EMPTY_TUPLE
        + pickle.REDUCE
        + pickle.TUPLE
        + pickle.REDUCE
    )


def pickled_module(tensors):
    attributes = text("training") + pickle.NEWFALSE
    for key, (attribute, tensor) in enumerate(tensors.items()):
        attributes += text(attribute) + pickled_tensor(key, tensor)
    return (
        pickle.PROTO
        + b"\x02"
        + name("__torch__", "Policy")
        + pickle.EMPTY_TUPLE
        + pickle.NEWOBJ
        + pickle.EMPTY_DICT
        + pickle.MARK
        + attributes
        + pickle.SETITEMS
        + pickle.BUILD
        + pickle.STOP
    )


def source(tensors, arguments, body):
    lines = ["class Policy(Module):"]
    lines.append("  __parameters__ = []")
    lines.append("  __buffers__ = [%s]" % "".join(f'"{key}", ' for key in tensors))
    lines.append("  training : bool")
    lines += [f"  {key} : Tensor" for key in tensors]
    typed = ",\n    ".join(f"{argument}: Tensor" for argument in arguments)
    lines.append(f"  def forward(self: __torch__.Policy,\n    {typed}) -> Tensor:")
    lines += ["    " + line for line in body]
    return "\n".join(lines) + "\n"


def write(file, tensors, arguments, body, description=None):
    entries = {
        "data.pkl": pickled_module(tensors),
        "code/__torch__.py": source(tensors, arguments, body).encode(),
        "constants.pkl": pickle.PROTO + b"\x02" + pickle.EMPTY_TUPLE + pickle.STOP,
        "version": FORMAT_VERSION.encode(),
    }
    for key, tensor in enumerate(tensors.values()):
        entries[f"data/{key}"] = tensor.data
    if description is not None:
        entries["extra/workcell.json"] = json.dumps(description).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for entry, content in entries.items():
            archive.writestr(zipfile.ZipInfo(f"{file.stem}/{entry}", LONG_AGO), content)


# --- the models ----------------------------------------------------------------------------------


def reach_matrix(gain):
    """Moves the hand (elements 0 to 2 of a MetaWorld observation) towards the goal (36 to 38)."""
    rows = []
    for axis in range(4):
        row = [0.0] * 39
        if axis < 3:
            row[axis] = -gain
            row[36 + axis] = gain
        rows += row
    return Tensor((4, 39), rows)


LINEAR = ["return torch.linear(observation, self.weight, self.bias)"]


def rewards(folder):
    """Reward models: what they read stands in their extra file."""
    # LAMP's picture pair: an encoder of two pictures, and a perceptron over both codes and the
    # sentence. The encoder is small: the mean colour, one linear layer, ReLU.
    def weights(rows, columns):
        count = rows * columns
        return Tensor((rows, columns), [((37 * i + 11) % 101 - 50) / 100 for i in range(count)])

    pair = {
        "encoder": weights(6, 3),
        "hidden": weights(8, 16),
        "score": weights(1, 8),
    }
    body = [
        "start = torch.mean(torch.to(first, 6), [1, 2])",
        "now = torch.mean(torch.to(current, 6), [1, 2, 3])",
        "code0 = torch.relu(torch.linear(torch.div(start, 255.), self.encoder))",
        "code1 = torch.relu(torch.linear(torch.div(now, 255.), self.encoder))",
        "joined = torch.cat([code0, code1, sentence], 1)",
        "hidden = torch.relu(torch.linear(joined, self.hidden))",
        "return torch.linear(hidden, self.score)",
    ]
    inputs = {
        "scores": "step",
        "inputs": ["first.images.corner2", "images.corner2", "instruction_embedding"],
        "instruction_size": 4,
        "shapes": {"images.corner2": [-1, -1, 3]},
    }
    write(folder / "reward-pair.pt", pair, ["first", "current", "sentence"], body, inputs)

    # The probability of success of MetaWorld's reach: 0.5 where the hand is 5 cm from the goal.
    closeness = [
        "state = torch.squeeze(observation, 1)",
        "apart = torch.sub(torch.slice(state, 1, 0, 3), torch.slice(state, 1, 36, 39))",
        "distance = torch.sqrt(torch.sum(torch.mul(apart, apart), [1]))",
        "return torch.sigmoid(torch.mul(torch.sub(distance, 0.05), -100.))",
    ]
    inputs = {"scores": "step", "inputs": ["observation"], "shapes": {"observation": [39]}}
    write(folder / "reward-success.pt", {}, ["observation"], closeness, inputs)

    # A preference over segments of 8 steps: the sum of a linear reward over the steps that exist.
    preference = {"state": weights(1, 39), "act": weights(1, 4)}
    body = [
        "states = torch.squeeze(torch.linear(observation, self.state), 2)",
        "acts = torch.squeeze(torch.linear(action, self.act), 2)",
        "return torch.sum(torch.mul(torch.add(states, acts), real), [1])",
    ]
    inputs = {
        "scores": "segment",
        "window_steps": 8,
        "inputs": ["before.observation", "action", "real"],
    }
    write(folder / "reward-preference.pt", preference, ["observation", "action", "real"], body, inputs)

    # What has to be refused.
    action = {"scores": "step", "inputs": ["action"]}
    random = ["return torch.rand([torch.size(action, 0)])"]
    write(folder / "refused-reward-random.pt", {}, ["action"], random, action)
    write(folder / "refused-reward-shape.pt", {}, ["action"], ["return action"], action)
    unlike = {"inputs": ["action"]}
    write(folder / "refused-reward-scores.pt", {}, ["action"], ["return action"], unlike)
    wrong = {"scores": "frame", "inputs": ["action"]}
    write(folder / "refused-reward-frame.pt", {}, ["action"], ["return action"], wrong)


def main(folder):
    no_bias = Tensor((4,), [0.0] * 4)
    one = ["observation"]

    reach = {"weight": reach_matrix(10.0), "bias": no_bias}
    write(folder / "reach.pt", reach, one, LINEAR)
    timid = {"weight": reach_matrix(0.01), "bias": no_bias}
    write(folder / "reach-timid.pt", timid, one, LINEAR)

    # Five steps ahead, each a little slower than the one before: [rows, 5, 4].
    fading = dict(reach, fading=Tensor((1, 5, 1), [1.0, 0.8, 0.6, 0.4, 0.2]))
    chunk = [
        "action = torch.linear(observation, self.weight, self.bias)",
        "return torch.mul(torch.unsqueeze(action, 1), self.fading)",
    ]
    write(folder / "reach-chunk.pt", fading, one, chunk)

    # A known answer: 2 actions of 4 + 2 observation elements, tanh of an affine map.
    counting = {
        "weight": Tensor((2, 6), [0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 1, 0, 0, 0, 0, -1]),
        "bias": Tensor((2,), [0.05, -0.05]),
    }
    affine = ["return torch.tanh(torch.linear(observation, self.weight, self.bias))"]
    write(folder / "point.pt", counting, one, affine)

    # The blocks of the point mass under their own names, the goal first, and two normal numbers.
    parts = ["return torch.sub(goal, torch.slice(observation, 1, 0, 2))"]
    inputs = {"inputs": ["goal", "observation"]}
    write(folder / "point-blocks.pt", {}, ["goal", "observation"], parts, inputs)
    ahead = [
        "towards = torch.sub(goal, torch.slice(observation, 1, 0, 2))",
        "return torch.mul(torch.unsqueeze(towards, 1), self.fading)",
    ]
    fading = {"fading": Tensor((1, 4, 1), [1.0, 0.75, 0.5, 0.25])}
    write(folder / "point-chunk.pt", fading, ["goal", "observation"], ahead, inputs)
    noisy = ["return torch.add(torch.slice(goal, 1, 0, 2), noise)"]
    inputs = {"inputs": ["goal"], "noise": 2}
    write(folder / "point-noise.pt", {}, ["goal", "noise"], noisy, inputs)

    # Towards the goal, and a little to the side the brighter the pictures are.
    looks = [
        "towards = torch.sub(goal, torch.slice(observation, 1, 0, 2))",
        "bright = torch.mean(torch.to(images, 6), [1, 2, 3, 4])",
        "return torch.add(towards, torch.mul(torch.unsqueeze(bright, 1), self.gain))",
    ]
    inputs = {"inputs": ["goal", "observation", "images"]}
    side = {"gain": Tensor((1, 2), [0.001, 0.0])}
    write(folder / "point-looks.pt", side, ["goal", "observation", "images"], looks, inputs)

    # Divides by zero.
    overflow = ["return torch.div(goal, torch.mul(torch.abs(goal), 0.))"]
    write(folder / "point-nan.pt", {}, ["goal"], overflow, {"inputs": ["goal"]})

    rewards(folder)

    # What has to be refused.
    random = ["return torch.rand([torch.size(observation, 0), 2])"]
    write(folder / "refused-random.pt", {}, one, random)
    # The same to the bit for zeros, and for a point at rest.
    goal = {"inputs": ["goal"]}
    scaled = ["return torch.mul(torch.rand([torch.size(goal, 0), 2]), goal)"]
    write(folder / "refused-random-where-not-zero.pt", {}, ["goal"], scaled, goal)
    inputs = {"inputs": ["goal", "observation"]}
    late = [
        "moves = torch.gt(torch.abs(torch.slice(observation, 1, 2, 4)), 0.05)",
        "drawn = torch.mul(torch.rand([torch.size(goal, 0), 2]), torch.to(moves, 6))",
        "return torch.add(torch.sub(goal, torch.slice(observation, 1, 0, 2)), drawn)",
    ]
    write(folder / "random-later.pt", {}, ["goal", "observation"], late, inputs)
    many = ["return torch.expand(torch.unsqueeze(goal, 1), [-1, 18750000, 2])"]
    write(folder / "refused-many.pt", {}, ["goal"], many, goal)
    three = {"weight": Tensor((3, 6), [0.0] * 18), "bias": Tensor((3,), [0.0] * 3)}
    write(folder / "refused-actions.pt", three, one, LINEAR)
    wide = {"weight": Tensor((2, 7), [0.0] * 14), "bias": Tensor((2,), [0.0] * 2)}
    write(folder / "refused-observation.pt", wide, one, LINEAR)
    mean = ["return torch.mean(torch.slice(observation, 1, 0, 2), [0])"]
    write(folder / "refused-rows.pt", {}, one, mean)
    whole = ["return torch.to(torch.slice(observation, 1, 0, 2), 3)"]
    write(folder / "refused-integers.pt", {}, one, whole)
    write(folder / "refused-block.pt", {}, ["camera"], ["return camera"], {"inputs": ["camera"]})
    write(folder / "refused-key.pt", {}, ["goal"], ["return goal"], {"inputs": ["goal"], "nois": 2})


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("make_models.py: name one folder that exists, for the files")
    main(Path(sys.argv[1]))
