"""Reinforcement learning from success flags alone, with groups of episodes from one context (RIPT-VLA's LOOP).

    workcell demos metaworld/pick-place-v3 --policy expert --episodes 10 --horizon 110 --out demos
    python groups.py --task metaworld/pick-place-v3 --data demos --out policy.pt

A policy is cloned from a few demonstrations; then K episodes are played from each of some contexts, and each action is
made more or less likely by its episode's advantage over the others of its group (leave one out). Groups whose outcomes
are all equal teach nothing and are replaced. Actions are planned and played in chunks. Outcomes are kept in a ledger file,
and contexts that are always solved are skipped for a while.
"""

import argparse
import pathlib

import numpy as np
import torch
from torch import nn

import workcell
from workcell import groups


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="metaworld/pick-place-v3")
    parser.add_argument("--data", required=True, help="folder of `workcell demos`")
    parser.add_argument("--horizon", type=int, default=110)
    parser.add_argument("--group", type=int, default=8, help="episodes of a context")
    parser.add_argument("--groups", type=int, default=12, help="groups of an iteration, after rejection")
    parser.add_argument("--chunk", type=int, default=5, help="actions planned and played at once")
    parser.add_argument("--iterations", type=int, default=30)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--minibatch", type=int, default=512)
    parser.add_argument("--learning-rate", type=float, default=5e-4)
    parser.add_argument("--clip", type=float, default=0.2)
    parser.add_argument("--deviation", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ledger", default="ledger.txt")
    parser.add_argument("--evaluate", type=int, default=50)
    return parser.parse_args()


class ChunkPolicy(nn.Module):
    """Normal chunks of actions around a network's means."""

    def __init__(self, observation_size, action_size, chunk, deviation):
        super().__init__()
        self.shape = (chunk, action_size)
        self.register_buffer("shift", torch.zeros(observation_size))
        self.register_buffer("scale", torch.ones(observation_size))
        self.body = nn.Sequential(
            nn.Linear(observation_size, 128), nn.Tanh(), nn.Linear(128, 128), nn.Tanh(), nn.Linear(128, chunk * action_size)
        )
        self.log_deviation = nn.Parameter(torch.full(self.shape, float(np.log(deviation))))

    def mean(self, observation):
        rows = (observation.float() - self.shift) / self.scale
        return self.body(rows).view(-1, *self.shape)

    def distribution(self, observation):
        return torch.distributions.Normal(self.mean(observation), self.log_deviation.clamp(-3, -1).exp())


def demonstrations(folder, chunk):
    """Observations and the chunks of actions that follow them; after the end the last action is repeated."""
    observations, chunks = [], []
    for file in sorted(pathlib.Path(folder).rglob("*.npz")):
        episode = np.load(file)
        if "action" not in episode:
            continue
        actions = episode["action"]
        steps = np.minimum(np.arange(len(actions))[:, None] + np.arange(chunk), len(actions) - 1)
        observations.append(episode["obs_observation"][: len(actions)])
        chunks.append(actions[steps])
    return torch.as_tensor(np.concatenate(observations)), torch.as_tensor(np.concatenate(chunks)).float()


def clone(policy, folder, chunk):
    observations, chunks = demonstrations(folder, chunk)
    policy.shift.copy_(observations.mean(0))
    policy.scale.copy_(observations.std(0).clamp(min=1e-3))
    optimizer = torch.optim.Adam(policy.body.parameters(), 1e-3)
    for _ in range(100):
        for part in torch.randperm(len(chunks)).split(256):
            loss = (policy.mean(observations[part]) - chunks[part]).abs().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def play(envs, policy, seeds, group):
    """Plays a group of episodes from each seed's context, in chunks; gives each decision and each episode's success."""
    observation, _ = envs.reset_groups(group, seeds=seeds)
    decisions = []
    success = np.zeros(envs.num_envs, bool)
    running = np.ones(envs.num_envs, bool)
    while running.any():
        with torch.no_grad():
            seen = torch.as_tensor(np.array(observation))
            distribution = policy.distribution(seen)
            chunk = distribution.sample()
            log_probability = distribution.log_prob(chunk).sum(2)
        played = envs.step_chunk(chunk.numpy(), stop_at_success=True)
        taken = np.arange(chunk.shape[1]) < played.steps[:, None]
        decisions.append((seen, chunk, log_probability, torch.as_tensor(taken & running[:, None])))
        success |= running & played.success.any(1)
        running &= ~(played.success.any(1) | played.terminated.any(1) | played.truncated.any(1))
        observation = played.observations
    return decisions, success


def improve(policy, optimizer, rows, args):
    observation, chunk, old, weight, valid = rows
    for _ in range(args.epochs):
        for part in torch.randperm(len(chunk)).split(args.minibatch):
            ratio = (policy.distribution(observation[part]).log_prob(chunk[part]).sum(2) - old[part]).exp()
            advantage = weight[part][:, None]
            gain = torch.minimum(ratio * advantage, ratio.clamp(1 - args.clip, 1 + args.clip) * advantage)
            loss = -(gain * valid[part]).sum() / valid[part].sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
            optimizer.step()


def main():
    args = parse()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    envs = workcell.make_vec(
        args.task, num_envs=args.group * args.groups, horizon=args.horizon, autoreset="disabled", ignore_terminations=False
    )
    policy = ChunkPolicy(envs.single_observation_space.shape[0], envs.single_action_space.shape[0], args.chunk, args.deviation)
    clone(policy, args.data, args.chunk)
    optimizer = torch.optim.Adam(policy.parameters(), args.learning_rate)
    next_seed = 10_000 * args.seed
    with groups.ContextLedger(args.ledger) as ledger:
        for iteration in range(args.iterations):
            kept, steps, gathered = 0, 0, []
            while kept < args.groups:
                seeds = []
                while len(seeds) < args.groups:
                    if not ledger.is_settled(args.task, [next_seed], args.group):
                        seeds.append(next_seed)
                    next_seed += 1
                decisions, success = play(envs, policy, seeds, args.group)
                steps += sum(int(valid.sum()) for *_, valid in decisions)
                for row, outcome in enumerate(success):
                    ledger.add(args.task, [seeds[row // args.group]], float(outcome))
                weights = groups.leave_one_out_advantages(success, args.group)
                mixed = ~groups.all_equal(success, args.group)
                rows = np.repeat(mixed, args.group)
                gathered.append([torch.cat([column[rows] for column in columns]) for columns in zip(*decisions)])
                gathered[-1].insert(3, torch.as_tensor(np.tile(weights[rows], len(decisions)), dtype=torch.float32))
                kept += int(mixed.sum())
            columns = [torch.cat(column) for column in zip(*gathered)]
            improve(policy, optimizer, (*columns[:4], columns[4].float()), args)
            print(f"iteration {iteration:3d}  success {success.mean():.2f}  mixed groups {mixed.mean():.2f}  {steps} steps", flush=True)
    envs.close()

    def act(batch):
        with torch.no_grad():
            return policy.mean(torch.as_tensor(np.array(batch.observation))).numpy()

    report = workcell.evaluate(act, args.task, episodes=args.evaluate, seed=1_000_000, chunk_steps=args.chunk)
    print(f"success_once {report.success_once:.2f} in {args.evaluate} unseen episodes: {report.out}")


if __name__ == "__main__":
    main()
