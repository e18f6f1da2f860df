"""Soft actor-critic on any `gymnasium.vector.VectorEnv`, in one file. Only the line with `make_vec` is Workcell's.

    python sac.py --task metaworld/reach-v3 --steps 60000 --out reach-sac.pt

Needs torch and gymnasium beside workcell. Haarnoja et al. 2018 (second version): two critics, a learned temperature.
The vector runs in Gymnasium's mode SAME_STEP: `final_obs` has the observation that ends an episode, and no call is spent
on resets.
"""

import argparse
import copy
import math
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import workcell


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="metaworld/reach-v3")
    parser.add_argument("--envs", type=int, default=16)
    parser.add_argument("--horizon", type=int, default=100)
    parser.add_argument("--steps", type=int, default=60_000, help="environment steps to train for")
    parser.add_argument("--random-steps", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--updates", type=int, default=8, help="gradient steps after each step of the vector")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--gamma", type=float, default=0.98)
    parser.add_argument("--tau", type=float, default=0.01)
    parser.add_argument("--evaluate", type=int, default=50, help="episodes of the final evaluation")
    parser.add_argument("--out", help="TorchScript file for `workcell bench --policy`")
    return parser.parse_args()


def mlp(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, outputs))


class Actor(nn.Module):
    def __init__(self, observation_size, low, high):
        super().__init__()
        self.body = mlp(observation_size, 2 * len(low))
        self.register_buffer("middle", torch.as_tensor((high + low) / 2))
        self.register_buffer("reach", torch.as_tensor((high - low) / 2))

    @torch.jit.ignore
    def sample(self, observation):
        """Actions, and their log probabilities with the change of variables of tanh."""
        mean, log_deviation = self.body(observation).chunk(2, dim=1)
        distribution = torch.distributions.Normal(mean, log_deviation.clamp(-5, 2).exp())
        raw = distribution.rsample()
        correction = 2 * (math.log(2) - raw - functional.softplus(-2 * raw))
        log_probability = (distribution.log_prob(raw) - correction - self.reach.log()).sum(1)
        return self.middle + self.reach * raw.tanh(), log_probability

    def forward(self, observation):
        mean = self.body(observation.float()).chunk(2, dim=1)[0]
        return self.middle + self.reach * mean.tanh()


class Critic(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.first, self.second = mlp(size, 1), mlp(size, 1)

    def forward(self, observation, action):
        rows = torch.cat([observation, action], dim=1)
        return self.first(rows)[:, 0], self.second(rows)[:, 0]


class Replay:
    """The latest transitions, in arrays."""

    def __init__(self, capacity, observation_size, action_size):
        self.columns = {
            "observation": np.zeros((capacity, observation_size), np.float32),
            "action": np.zeros((capacity, action_size), np.float32),
            "reward": np.zeros(capacity, np.float32),
            "next_observation": np.zeros((capacity, observation_size), np.float32),
            "terminated": np.zeros(capacity, np.float32),
        }
        self.capacity, self.count = capacity, 0

    def add(self, **rows):
        size = len(rows["reward"])
        places = (self.count + np.arange(size)) % self.capacity
        for name, values in rows.items():
            self.columns[name][places] = values
        self.count += size

    def sample(self, size, random):
        chosen = random.integers(min(self.count, self.capacity), size=size)
        return {name: torch.as_tensor(values[chosen]) for name, values in self.columns.items()}


class Learner:
    def __init__(self, observation_size, action_space, args):
        self.args = args
        self.actor = Actor(observation_size, action_space.low, action_space.high)
        self.critic = Critic(observation_size + len(action_space.low))
        self.target = copy.deepcopy(self.critic)
        self.log_temperature = torch.zeros((), requires_grad=True)
        self.target_entropy = -float(len(action_space.low))
        rate = args.learning_rate
        self.critic_optimizer = torch.optim.Adam(self.critic.parameters(), rate)
        self.actor_optimizer = torch.optim.Adam(self.actor.parameters(), rate)
        self.temperature_optimizer = torch.optim.Adam([self.log_temperature], rate)

    def update(self, rows):
        temperature = self.log_temperature.exp().detach()
        with torch.no_grad():
            action, log_probability = self.actor.sample(rows["next_observation"])
            following = torch.minimum(*self.target(rows["next_observation"], action)) - temperature * log_probability
            goal = rows["reward"] + self.args.gamma * (1 - rows["terminated"]) * following
        first, second = self.critic(rows["observation"], rows["action"])
        self._step(self.critic_optimizer, ((first - goal) ** 2 + (second - goal) ** 2).mean())

        action, log_probability = self.actor.sample(rows["observation"])
        value = torch.minimum(*self.critic(rows["observation"], action))
        self._step(self.actor_optimizer, (temperature * log_probability - value).mean())
        excess = (log_probability.detach() + self.target_entropy).mean()
        self._step(self.temperature_optimizer, -self.log_temperature * excess)

        with torch.no_grad():
            for slow, fast in zip(self.target.parameters(), self.critic.parameters()):
                slow.lerp_(fast, self.args.tau)

    @staticmethod
    def _step(optimizer, loss):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def last_observations(observation, infos):
    """What each step led to: the final observation where an episode has ended, else the next one."""
    if "final_obs" not in infos:
        return observation
    result = observation.copy()
    for row in np.flatnonzero(infos["_final_obs"]):
        result[row] = infos["final_obs"][row]
    return result


def main():
    args = parse()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(args.seed)
    start = time.perf_counter()

    envs = workcell.make_vec(args.task, num_envs=args.envs, horizon=args.horizon, autoreset="same_step")

    learner = Learner(envs.single_observation_space.shape[0], envs.single_action_space, args)
    replay = Replay(200_000, envs.single_observation_space.shape[0], envs.single_action_space.shape[0])
    envs.action_space.seed(args.seed)
    observation, _ = envs.reset(seed=args.seed)
    for step in range(args.steps // args.envs):
        if step * args.envs < args.random_steps:
            action = envs.action_space.sample()
        else:
            with torch.no_grad():
                action = learner.actor.sample(torch.as_tensor(observation, dtype=torch.float32))[0].numpy()
        following, reward, terminated, truncated, infos = envs.step(action)
        replay.add(
            observation=observation,
            action=action,
            reward=reward,
            next_observation=last_observations(following, infos),
            terminated=terminated,
        )
        observation = following
        if step * args.envs >= args.random_steps:
            for _ in range(args.updates):
                learner.update(replay.sample(args.batch, random))
        if step % 250 == 0:
            print(f"{step * args.envs:8d} steps  reward {reward.mean():8.4f}  {time.perf_counter() - start:6.1f} s", flush=True)
    envs.close()

    def act(batch):
        with torch.no_grad():
            return learner.actor(torch.as_tensor(np.array(batch.observation))).numpy()

    if args.evaluate:
        report = workcell.evaluate(act, args.task, episodes=args.evaluate, seed=1_000_000)
        print(f"success_once {report.success_once:.2f} in {args.evaluate} unseen episodes: {report.out}")
    if args.out:
        torch.jit.script(learner.actor).save(args.out)


if __name__ == "__main__":
    main()
