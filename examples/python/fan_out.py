"""One trainer, several servers: rows are spread over them; if one dies, its rows are reported and opened elsewhere.

    workcell serve --listen unix:/tmp/a.sock &
    workcell serve --listen unix:/tmp/b.sock &
    python fan_out.py unix:/tmp/a.sock unix:/tmp/b.sock

Each server steps its rows while the others step theirs: `step` sends all actions before it waits for the first answer.
Episodes of a server that died are lost; their rows begin new ones, and `infos["restarted"]` names them.
"""

import argparse
import concurrent.futures

import numpy as np

import workcell


class FanOut:
    """Vectors of one task on several servers, stepped as one; rows are in the order of the servers."""

    def __init__(self, servers, task, num_envs, **options):
        self.servers = list(servers)
        self.task, self.options = task, options
        self.threads = concurrent.futures.ThreadPoolExecutor(len(self.servers))
        sizes = [num_envs // len(self.servers) + (i < num_envs % len(self.servers)) for i in range(len(self.servers))]
        self.parts = [self._open(server, size) for server, size in zip(self.servers, sizes)]
        self.num_envs = num_envs
        self.next_seed = 0

    def _open(self, server, size):
        return workcell.make_vec(self.task, num_envs=size, server=server, **self.options)

    def reset(self, seed=0):
        self.next_seed = seed + self.num_envs
        first = seed
        observations = []
        for part in self.parts:
            observations.append(part.reset(seed=first)[0])
            first += part.num_envs
        return np.concatenate(observations), {}

    def step(self, actions):
        ends = np.cumsum([part.num_envs for part in self.parts])[:-1]
        results = list(self.threads.map(self._step, range(len(self.parts)), np.split(actions, ends)))
        columns = [np.concatenate(column) for column in zip(*(result[:4] for result in results))]
        restarted = np.concatenate([np.full(part.num_envs, result[4]) for part, result in zip(self.parts, results)])
        return (*columns, {"restarted": restarted})

    def _step(self, place, actions):
        part = self.parts[place]
        try:
            return (*part.step(actions)[:4], False)
        except workcell.errors.UnavailableError as error:
            print(f"{self.servers[place]} died ({error}); its {part.num_envs} environments begin new episodes elsewhere", flush=True)
            return self._rebuild(place)

    def _rebuild(self, place):
        size = self.parts[place].num_envs
        self.parts[place].close()
        others = [server for i, server in enumerate(self.servers) if i != place]
        for server in others:
            try:
                self.parts[place] = self._open(server, size)
                self.servers[place] = server
                break
            except workcell.WorkcellError as error:
                print(f"{server}: {error}", flush=True)
        else:
            raise RuntimeError("no server is left")
        observation, _ = self.parts[place].reset(seed=self.next_seed)
        self.next_seed += size
        truncated = np.ones(size, bool)
        return observation, np.zeros(size), np.zeros(size, bool), truncated, True

    def close(self):
        for part in self.parts:
            part.close()
        self.threads.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("servers", nargs="+", help="unix:PATH or HOST:PORT")
    parser.add_argument("--task", default="metaworld/reach-v3")
    parser.add_argument("--envs", type=int, default=32)
    parser.add_argument("--steps", type=int, default=1000)
    args = parser.parse_args()
    vectors = FanOut(args.servers, args.task, args.envs)
    random = np.random.default_rng(0)
    vectors.reset(seed=0)
    restarts = 0
    for _ in range(args.steps):
        _, _, _, _, infos = vectors.step(random.uniform(-1, 1, size=(args.envs, 4)).astype(np.float32))
        restarts += int(infos["restarted"].sum())
    print(f"{args.steps} steps of {args.envs} environments on {len(args.servers)} servers, {restarts} restarted")
    vectors.close()


if __name__ == "__main__":
    main()
