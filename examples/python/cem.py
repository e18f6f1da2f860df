"""The cross-entropy method on any `gymnasium.vector.VectorEnv`, with NumPy alone.

    python cem.py --task metaworld/reach-v3 --iterations 15 --out reach.npz

A linear policy is drawn for each environment; after each episode the distribution of policies moves to the best of them
(Rubinstein 1999).
"""

import argparse

import numpy as np

import workcell


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="metaworld/reach-v3")
    parser.add_argument("--envs", type=int, default=64, help="policies tried in one iteration")
    parser.add_argument("--elite", type=int, default=10, help="policies that the next distribution is fitted to")
    parser.add_argument("--iterations", type=int, default=15)
    parser.add_argument("--horizon", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--evaluate", type=int, default=20, help="episodes of the final evaluation")
    parser.add_argument("--out", help="NPZ file of the policy")
    return parser.parse_args()


# region features
def features(observation):
    """A matrix [n, features] of all observation blocks, in order of names, and a constant."""
    if isinstance(observation, dict):
        observation = np.concatenate([observation[name] for name in sorted(observation)], axis=1)
    observation = np.asarray(observation, np.float64)
    return np.concatenate([observation, np.ones((len(observation), 1))], axis=1)


def actions(weights, observation):
    """Actions [n, elements] of the policies weights[n, features, elements]."""
    return np.tanh(np.einsum("nf,nfe->ne", features(observation), weights))


# endregion


# region episode
def returns(envs, weights, seeds):
    """Plays one episode with each policy; returns the sums of rewards [n]."""
    observation, _ = envs.reset(seed=[int(seed) for seed in seeds])
    total = np.zeros(envs.num_envs)
    running = np.ones(envs.num_envs, bool)
    while running.any():
        observation, reward, terminated, truncated, _ = envs.step(
            actions(weights, observation).astype(envs.single_action_space.dtype)
        )
        total += np.where(running, reward, 0)
        running &= ~(terminated | truncated)
    return total


# endregion


# region train
def train(envs, args):
    random = np.random.default_rng(args.seed)
    first, _ = envs.reset(seed=args.seed)
    shape = (features(first).shape[1], envs.single_action_space.shape[0])
    mean, deviation = np.zeros(shape), np.full(shape, 1.0)
    for iteration in range(args.iterations):
        weights = mean + deviation * random.standard_normal((envs.num_envs, *shape))
        # The same initial states for all policies of an iteration: only the policies differ.
        total = returns(envs, weights, [random.integers(2**31)] * envs.num_envs)
        elite = weights[np.argsort(total)[-args.elite :]]
        mean, deviation = elite.mean(axis=0), elite.std(axis=0) + 0.02
        print(f"iteration {iteration}: mean return {total.mean():.2f}, best {total.max():.2f}", flush=True)
    return mean


# endregion


def main():
    args = parse()
    # region main
    with workcell.make_vec(args.task, num_envs=args.envs, horizon=args.horizon) as envs:
        mean = train(envs, args)

    def policy(batch):
        return actions(np.broadcast_to(mean, (len(batch.rows), *mean.shape)), batch.observation)

    report = workcell.evaluate(policy, args.task, episodes=args.evaluate, seed=1_000_000, horizon=args.horizon)
    print(f"mean return {report.overall.mean_return:.2f}, success_once {report.success_once:.2f}: {report.out}")
    # endregion
    if args.out:
        np.savez(args.out, mean=mean)


if __name__ == "__main__":
    main()
