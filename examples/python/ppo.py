"""PPO on any `gymnasium.vector.VectorEnv`, in one file. Only the line with `make_vec` is Workcell's.

    python ppo.py --task metaworld/reach-v3 --steps 300000 --out reach.pt

Needs torch and gymnasium beside workcell. Clipped ratios (Schulman et al. 2017), generalized advantages (Schulman et al.
2016), observations standardized by running moments. A vector in Gymnasium's default mode, NEXT_STEP, spends one call per
episode on the reset: its transition has no meaning and is left out of the loss.
"""

import argparse
import time

import gymnasium
import numpy as np
import torch
from torch import nn

import workcell


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="metaworld/reach-v3")
    parser.add_argument("--envs", type=int, default=64)
    parser.add_argument("--horizon", type=int, default=100, help="steps of a training episode")
    parser.add_argument("--steps", type=int, default=300_000, help="environment steps to train for")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rollout", type=int, default=100, help="steps of each environment between updates")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minibatch", type=int, default=800)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--gamma", type=float, default=0.97)
    parser.add_argument("--reward-scale", type=float, default=0.1)
    parser.add_argument("--gae-lambda", type=float, default=0.95)
    parser.add_argument("--clip", type=float, default=0.2)
    parser.add_argument("--evaluate", type=int, default=50, help="episodes of the final evaluation")
    parser.add_argument("--out", help="TorchScript file for `workcell bench --policy`")
    return parser.parse_args()


class Standardizer(nn.Module):
    """Subtracts running means and divides by running deviations."""

    def __init__(self, size):
        super().__init__()
        self.register_buffer("mean", torch.zeros(size, dtype=torch.float64))
        self.register_buffer("square", torch.zeros(size, dtype=torch.float64))
        self.register_buffer("count", torch.zeros((), dtype=torch.float64))

    @torch.jit.ignore
    def update(self, rows):
        rows = rows.double()
        total = self.count + len(rows)
        delta = rows.mean(0) - self.mean
        self.square += rows.var(0, unbiased=False) * len(rows) + delta**2 * self.count * len(rows) / total
        self.mean += delta * len(rows) / total
        self.count.copy_(total)

    def forward(self, rows):
        deviation = torch.sqrt(self.square / self.count.clamp(min=1) + 1e-8)
        return ((rows.double() - self.mean) / deviation).clamp(-10, 10).float()


def mlp(inputs, outputs, gain):
    layers = [nn.Linear(inputs, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, outputs)]
    for layer, scale in zip(layers[::2], (2**0.5, 2**0.5, gain)):
        nn.init.orthogonal_(layer.weight, scale)
        nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


class Agent(nn.Module):
    def __init__(self, observation_size, action_size):
        super().__init__()
        self.standardize = Standardizer(observation_size)
        self.actor = mlp(observation_size, action_size, 0.01)
        self.critic = mlp(observation_size, 1, 1.0)
        self.log_deviation = nn.Parameter(torch.full((action_size,), -0.5))

    def distribution(self, rows):
        return torch.distributions.Normal(self.actor(rows), self.log_deviation.exp())

    def value(self, rows):
        return self.critic(rows)[:, 0]


class Stopwatch:
    """Time by purpose, so that a run can say what the environments cost."""

    def __init__(self):
        self.seconds = {}

    def __call__(self, purpose):
        self.purpose, self.since = purpose, time.perf_counter()
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.seconds[self.purpose] = self.seconds.get(self.purpose, 0) + time.perf_counter() - self.since


def advantages(rewards, values, next_values, ends, gamma, gae_lambda):
    """Generalized advantages, [step][env]; `ends` says after which steps an episode has ended."""
    result = torch.zeros_like(rewards)
    running = torch.zeros_like(rewards[0])
    for step in reversed(range(len(rewards))):
        delta = rewards[step] + gamma * next_values[step] - values[step]
        running = delta + gamma * gae_lambda * running * ~ends[step]
        result[step] = running
    return result


def collect(envs, agent, observation, resetting, args, watch):
    """Plays `args.rollout` steps in all environments."""
    keys = ("seen", "observation", "action", "log_probability", "reward", "value", "next_value", "end", "valid")
    columns = {key: [] for key in keys}
    for _ in range(args.rollout):
        with watch("network"), torch.no_grad():
            rows = agent.standardize(torch.as_tensor(observation))
            distribution = agent.distribution(rows)
            action = distribution.sample()
            columns["observation"].append(rows)
            columns["action"].append(action)
            columns["log_probability"].append(distribution.log_prob(action).sum(1))
            columns["value"].append(agent.value(rows))
        with watch("environments"):
            bounded = np.clip(action.numpy(), envs.single_action_space.low, envs.single_action_space.high)
            observation, reward, terminated, truncated, _ = envs.step(bounded)
        with watch("network"), torch.no_grad():
            following = agent.value(agent.standardize(torch.as_tensor(observation)))
            columns["next_value"].append(following * torch.as_tensor(~terminated))
        columns["seen"].append(torch.as_tensor(observation))
        columns["reward"].append(torch.as_tensor(reward * args.reward_scale, dtype=torch.float32))
        columns["end"].append(torch.as_tensor(terminated | truncated))
        columns["valid"].append(torch.as_tensor(~resetting))
        resetting = terminated | truncated
    return {key: torch.stack(values) for key, values in columns.items()}, observation, resetting


def warm_up(envs, agent, args):
    """First moments of observations, from random actions."""
    envs.action_space.seed(args.seed)
    envs.reset(seed=args.seed)
    for _ in range(args.horizon // 2):
        agent.standardize.update(torch.as_tensor(envs.step(envs.action_space.sample())[0]))


def update(agent, optimizer, batch, args):
    batch["advantage"] = advantages(
        batch["reward"], batch["value"], batch["next_value"], batch["end"] | ~batch["valid"], args.gamma, args.gae_lambda
    )
    batch["target"] = batch["advantage"] + batch["value"]
    rows = {key: value[batch["valid"]] for key, value in batch.items()}
    count = len(rows["action"])
    for _ in range(args.epochs):
        for part in torch.randperm(count).split(args.minibatch):
            chosen = {key: value[part] for key, value in rows.items()}
            distribution = agent.distribution(chosen["observation"])
            ratio = (distribution.log_prob(chosen["action"]).sum(1) - chosen["log_probability"]).exp()
            advantage = chosen["advantage"]
            advantage = (advantage - advantage.mean()) / (advantage.std() + 1e-6)
            gain = torch.minimum(ratio * advantage, ratio.clamp(1 - args.clip, 1 + args.clip) * advantage)
            error = agent.value(chosen["observation"]) - chosen["target"]
            loss = 0.5 * (error**2).mean() - gain.mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
            optimizer.step()


class Exported(nn.Module):
    """The mean action, as `workcell bench --policy FILE.pt` asks for it."""

    def __init__(self, agent):
        super().__init__()
        self.standardize, self.actor = agent.standardize, agent.actor

    def forward(self, observation):
        return self.actor(self.standardize(observation))


def main():
    args = parse()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    watch = Stopwatch()
    start = time.perf_counter()

    envs = workcell.make_vec(args.task, num_envs=args.envs, horizon=args.horizon)
    assert isinstance(envs, gymnasium.vector.VectorEnv)

    agent = Agent(envs.single_observation_space.shape[0], envs.single_action_space.shape[0])
    optimizer = torch.optim.Adam(agent.parameters(), args.learning_rate, eps=1e-5)
    warm_up(envs, agent, args)
    observation, _ = envs.reset(seed=args.seed)
    resetting = np.zeros(args.envs, dtype=bool)

    steps = 0
    while steps < args.steps:
        batch, observation, resetting = collect(envs, agent, observation, resetting, args, watch)
        steps += int(batch["valid"].sum())
        with watch("network"):
            agent.standardize.update(batch.pop("seen").flatten(0, 1))
            update(agent, optimizer, batch, args)
        reward = batch["reward"][batch["valid"]].mean() / args.reward_scale
        print(f"{steps:9d} steps  mean reward {reward:8.4f}", flush=True)
    envs.close()

    whole = time.perf_counter() - start
    spent = watch.seconds
    outside = whole - sum(spent.values())
    print(f"{whole:.1f} s: environments {spent['environments']:.1f}, network {spent['network']:.1f}, all else {outside:.1f}")

    def act(batch):
        with torch.no_grad():
            rows = agent.standardize(torch.as_tensor(np.array(batch.observation)))
            return agent.actor(rows).numpy()

    if args.evaluate:
        report = workcell.evaluate(act, args.task, episodes=args.evaluate, seed=1_000_000)
        print(f"success_once {report.success_once:.2f} in {args.evaluate} unseen episodes: {report.out}")
    if args.out:
        torch.jit.script(Exported(agent)).save(args.out)


if __name__ == "__main__":
    main()
