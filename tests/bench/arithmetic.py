"""Medians, spreads and ratios of what the rounds of one run have measured."""
import statistics


def median(values):
    return statistics.median(values)


def spread(values):
    """The least and the greatest."""
    return min(values), max(values)


def key(subject, connections=None):
    """How a round names the sample of a subject: "validate@16", or "worker" without a load."""
    return subject if connections is None else f"{subject}@{connections}"


def figures(rounds, sample, figure):
    """That figure of each round that has it."""
    return [each[sample][figure] for each in rounds if sample in each]


def ratios(rounds, sample, against, figure):
    """Of each round that has both: only figures of one round may be divided by each other."""
    return [each[sample][figure] / each[against][figure]
            for each in rounds if sample in each and against in each]


def others_share(busy, ours, available):
    """What share of the processors others used: of `available` seconds of CPU `busy` were used or
    withheld by the host, `ours` of them by ourselves."""
    return max(0.0, busy - ours) / available
