"""Figures for scripts/truth: what was counted on a real Kafka, and what comes out here.

A row of tests/truth/measured_kafka.json has one of three kinds, and a figure is judged as
tests/shipped/measured_kafka_test.cpp judges its row:

  mean   of so many runs: both means have 95 % intervals, and these meet.
  count  of one long run: a number without an interval. Here there are many such runs; it lies
         within the central 99 % of them.
  never  was not seen, and is not seen here.

Tested by tests/truth/truth_figures_test.py.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Interval:
    """Messages a run."""
    mean: float
    low: float
    high: float

    def meets(self, other):
        return self.low <= other.high and other.low <= self.high


@dataclasses.dataclass(frozen=True)
class Figure:
    row: dict
    measured: Interval
    simulated: Interval

    @property
    def experiment(self):
        """The first part of the scenario's name: "k1"."""
        return self.row["scenario"].removeprefix("truth/").split("-")[0]

    @property
    def name(self):
        return f"{self.row['case']}: {self.row['what']}"

    @property
    def is_never(self):
        return "never" in self.row

    @property
    def agrees(self):
        if self.is_never:
            return self.simulated.mean == 0
        return self.measured.meets(self.simulated)


def counted(configuration, what):
    """Of all runs: messages told failure ("rejected"), or of a fate ("log.reordered")."""
    if what == "rejected":
        return configuration["told"]["failure"]
    level, fate = what.split(".")
    return configuration["fates"][level][fate]


def mean_a_run(configuration, what):
    """Of all runs of a scenario, from the share of messages and its interval over runs."""
    level, fate = what.split(".")
    rate = configuration["rates"][level][fate]
    messages = configuration["messages"] / configuration["runs"]
    return Interval(*(rate[end] * messages for end in ("estimate", "low", "high")))


def spread_of_runs(counts):
    """Mean of single runs, and the central 99 % of them."""
    ordered = sorted(counts)
    tail = len(ordered) // 200
    return Interval(sum(ordered) / len(ordered), ordered[tail], ordered[-1 - tail])


def measured(row):
    """Nothing is below zero, where the interval of a small mean may end."""
    if "mean" in row:
        return Interval(row["mean"], max(row["low"], 0), row["high"])
    count = row.get("count", 0)
    return Interval(count, count, count)


def figure(row, configuration, single_runs):
    """`configuration`: all runs of the row's scenario; `single_runs`: the same, one in each."""
    if "never" in row:
        mean = counted(configuration, row["what"]) / configuration["runs"]
        simulated = Interval(mean, mean, mean)
    elif "count" in row:
        simulated = spread_of_runs([counted(run, row["what"]) for run in single_runs])
    else:
        simulated = mean_a_run(configuration, row["what"])
    return Figure(row, measured(row), simulated)


def verdict(figures):
    """In a sentence: how many agree, of those that are not zero and of those that are."""
    seen = [f for f in figures if not f.is_never]
    never = [f for f in figures if f.is_never]
    return (f"{sum(f.agrees for f in seen)} of {len(seen)} figures that are not zero agree, and "
            f"{sum(f.agrees for f in never)} of {len(never)} that are")
