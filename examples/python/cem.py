"""The cross-entropy method on any `gymnasium.vector.VectorEnv`, with NumPy alone.

    python cem.py --task planar/reach-v1 --blocks goal tip --out reach.npz

Policies are drawn at random and play some episodes each; the distribution that they are drawn from moves to the best of
them (Rubinstein 1999). An action is linear in the products of pairs of observed numbers, so give it few of them.
"""

import argparse

import numpy as np

import workcell


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="planar/reach-v1")
    parser.add_argument("--blocks", nargs="+", help="blocks of the observation to use (default: all)")
    parser.add_argument("--policies", type=int, default=64, help="policies tried in one iteration")
    parser.add_argument("--starts", type=int, default=4, help="initial states that each of them plays from")
    parser.add_argument("--elite", type=int, default=10, help="policies that the next distribution is fitted to")
    parser.add_argument("--deviation", type=float, default=0.3, help="standard deviation of the first weights")
    parser.add_argument("--iterations", type=int, default=150)
    parser.add_argument("--horizon", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--evaluate", type=int, default=50, help="episodes of the final evaluation")
    parser.add_argument("--out", help="NPZ file of the policy")
    return parser.parse_args()


# region features
def features(observation, blocks=None):
    """A matrix [n, features]: products of pairs of observed numbers and a constant, blocks in order of names."""
    if isinstance(observation, dict):
        observation = np.concatenate([observation[name] for name in sorted(blocks or observation)], axis=1)
    observation = np.asarray(observation, np.float64)
    numbers = np.concatenate([observation, np.ones((len(observation), 1))], axis=1)
    first, second = np.triu_indices(numbers.shape[1])
    return numbers[:, first] * numbers[:, second]


class Policy:
    """Actions are the tanh of weighted features. Features are standardized, so all weights have one scale."""

    def __init__(self, samples, blocks=None):
        self.blocks = blocks
        deviation = samples.std(axis=0)
        varies = deviation > 1e-6
        self.mean = np.where(varies, samples.mean(axis=0), 0)
        self.scale = np.where(varies, deviation, 1)

    def __call__(self, weights, observation):
        """Actions [n, elements] of weights [n, features, elements], row by row, or of one [features, elements]."""
        standard = (features(observation, self.blocks) - self.mean) / self.scale
        return np.tanh(np.matmul(standard[:, np.newaxis], weights)[:, 0])


# endregion


# region episode
def returns(envs, act, seeds):
    """Plays one episode in each environment; returns the sums of rewards [n]."""
    observation, _ = envs.reset(seed=[int(seed) for seed in seeds])
    total = np.zeros(envs.num_envs)
    running = np.ones(envs.num_envs, bool)
    while running.any():
        observation, reward, terminated, truncated, _ = envs.step(act(observation))
        total += np.where(running, reward, 0)
        running &= ~(terminated | truncated)
    return total


# endregion


# region train
def standardizing(envs, seeds, blocks):
    """A policy that standardizes features by episodes in which each environment holds one random action.

    Such episodes go through more of the states than actions that change in every step, which cancel out.
    """
    held = envs.action_space.sample()
    samples = []

    def act(observation):
        samples.append(features(observation, blocks))
        return held

    returns(envs, act, seeds)
    return Policy(np.concatenate(samples), blocks)


def train(envs, args):
    random = np.random.default_rng(args.seed)
    envs.action_space.seed(args.seed)
    policy = standardizing(envs, random.integers(2**31, size=envs.num_envs), args.blocks)
    elements = envs.single_action_space.shape[0]
    mean = np.zeros((len(policy.mean), elements))
    deviation = np.full(mean.shape, args.deviation)
    for iteration in range(args.iterations):
        weights = mean + deviation * random.standard_normal((args.policies, *mean.shape))
        rows = np.repeat(weights, args.starts, axis=0).astype(envs.single_action_space.dtype)
        # The same initial states for all policies of an iteration: only the policies differ.
        seeds = np.tile(random.integers(2**31, size=args.starts), args.policies)
        total = returns(envs, lambda observation: policy(rows, observation).astype(rows.dtype), seeds)
        score = total.reshape(args.policies, args.starts).mean(axis=1)
        elite = weights[np.argsort(score)[-args.elite :]]
        # Noise that fades keeps the distribution from narrowing too early.
        noise = 0.05 * max(0, 1 - iteration / (0.7 * args.iterations))
        mean, deviation = elite.mean(axis=0), elite.std(axis=0) + noise
        if iteration % 10 == 0 or iteration == args.iterations - 1:
            print(f"iteration {iteration}: mean return {score.mean():.2f}, best {score.max():.2f}", flush=True)
    return policy, mean


# endregion


def main():
    args = parse()
    # region main
    with workcell.make_vec(args.task, num_envs=args.policies * args.starts, horizon=args.horizon) as envs:
        policy, weights = train(envs, args)

    def act(batch):
        return policy(weights, batch.observation)

    report = workcell.evaluate(act, args.task, episodes=args.evaluate, seed=1_000_000, horizon=args.horizon)
    print(f"mean return {report.overall.mean_return:.2f}, success_once {report.success_once:.2f}: {report.out}")
    # endregion
    if args.out:
        np.savez(args.out, weights=weights, mean=policy.mean, scale=policy.scale)


if __name__ == "__main__":
    main()
