"""scripts/truth: rows and results become figures, which are judged and drawn."""

import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import truth_figures  # noqa: E402
from truth_figures import Interval  # noqa: E402

MEAN = {"case": "acks1", "scenario": "truth/k1-acks-1", "what": "log.reordered", "mean": 24,
        "low": 19, "high": 28, "runs": 21}
COUNT = {"case": "hold", "scenario": "truth/k4-hold", "what": "log.reordered", "count": 25}
NEVER = {"case": "power", "scenario": "truth/k5-power", "what": "log.reordered", "never": True}

# Runs in a process of its own: Python of the scripts has the library, another may lack it.
DRAW = """
import sys
sys.path.insert(0, sys.argv[1])
import truth_figures, truth_picture
from truth_figures import Figure, Interval
def figure(case, number, low, high):
    row = {"case": case, "scenario": "truth/k4-hold", "what": "log.reordered", "count": number}
    return Figure(row, truth_figures.measured(row), Interval((low + high) / 2, low, high))
figures = [figure("on the diagonal", 25, 20, 30), figure("far below", 400, 2, 3)]
never = {"case": "none", "scenario": "truth/k5-power", "what": "log.reordered", "never": True}
figures += [Figure(never, Interval(0, 0, 0), Interval(0, 0, 7))] * 2
figures += [Figure(never | {"case": "seen here"}, Interval(0, 0, 0), Interval(3, 1, 5))]
sys.stdout.buffer.write(truth_picture.picture(figures, {"k4": "Answers lost"}))
"""
PYTHON = "/usr/bin/python3"  # which scripts/truth names


def result(reordered, runs=1, low=0.0, high=0.0, failed=0):
    """What the program says of 1,000 messages a run."""
    messages = 1000 * runs
    return {"runs": runs, "messages": messages, "told": {"failure": failed},
            "fates": {"log": {"reordered": reordered}},
            "rates": {"log": {"reordered": {"estimate": reordered / messages, "low": low,
                                            "high": high}}}}


def many(counts):
    return [result(count) for count in counts]


class Judged(unittest.TestCase):
    def of_mean(self, low, high):
        return truth_figures.figure(MEAN, result(2400, 100, low, high), None)

    def test_two_means_agree_where_their_intervals_meet(self):
        self.assertTrue(self.of_mean(0.010, 0.019).agrees)
        self.assertTrue(self.of_mean(0.028, 0.040).agrees)
        self.assertFalse(self.of_mean(0.010, 0.018).agrees)
        self.assertFalse(self.of_mean(0.029, 0.040).agrees)

    def test_a_share_becomes_messages_a_run(self):
        self.assertEqual(self.of_mean(0.020, 0.025).simulated, Interval(24, 20, 25))

    def test_one_long_run_is_a_number_that_lies_among_simulated_runs(self):
        inside = truth_figures.figure(COUNT, None, many([20, 30, 40]))
        self.assertEqual(inside.measured, Interval(25, 25, 25))
        self.assertEqual(inside.simulated, Interval(30, 20, 40))
        self.assertTrue(inside.agrees)
        self.assertFalse(truth_figures.figure(COUNT, None, many([26, 30, 40])).agrees)

    def test_of_two_hundred_runs_the_outermost_two_do_not_count(self):
        runs = many([1] + [30] * 198 + [99])
        self.assertEqual(truth_figures.figure(COUNT, None, runs).simulated, Interval(30.2, 30, 30))

    def test_what_was_never_seen_agrees_only_with_none_at_all(self):
        self.assertTrue(truth_figures.figure(NEVER, result(0, 100, 0, 0.03), None).agrees)
        self.assertFalse(truth_figures.figure(NEVER, result(1, 100, 0, 0.03), None).agrees)

    def test_rejected_is_what_was_told_failure(self):
        self.assertEqual(truth_figures.counted(result(5, failed=7), "rejected"), 7)
        self.assertEqual(truth_figures.counted(result(5, failed=7), "log.reordered"), 5)

    def test_no_interval_of_what_was_measured_ends_below_zero(self):
        self.assertEqual(truth_figures.measured(MEAN | {"mean": 1, "low": -2}), Interval(1, 0, 28))

    def test_the_verdict_tells_zeros_apart(self):
        figures = [self.of_mean(0.010, 0.019), self.of_mean(0.010, 0.018),
                   truth_figures.figure(NEVER, result(0, 100), None)]
        self.assertEqual(truth_figures.verdict(figures),
                         "1 of 2 figures that are not zero agree, and 1 of 1 that are")

    def test_every_measured_row_is_of_a_known_kind_and_a_shipped_scenario(self):
        rows = json.loads((ROOT / "tests/truth/measured_kafka.json").read_text())
        for row in rows:
            self.assertEqual(sum(kind in row for kind in ("mean", "count", "never")), 1, row)
            self.assertTrue((ROOT / f"scenarios/library/{row['scenario']}.json").exists(), row)


def library_is_there():
    found = subprocess.run([PYTHON, "-c", "import matplotlib"], capture_output=True, check=False)
    return found.returncode == 0


@unittest.skipUnless(pathlib.Path(PYTHON).exists() and library_is_there(), "no python3-matplotlib")
class Drawn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pictures = [subprocess.run([PYTHON, "-B", "-c", DRAW, ROOT / "scripts"],
                                       capture_output=True, check=True).stdout.decode()
                        for _ in range(2)]

    def test_the_same_figures_give_the_same_bytes(self):
        self.assertIn("<svg", self.pictures[0])
        self.assertEqual(self.pictures[0], self.pictures[1])

    def test_who_disagrees_is_named_and_nobody_else(self):
        self.assertIn("<!-- far below: log.reordered -->", self.pictures[0])
        self.assertIn("<!-- seen here: log.reordered -->", self.pictures[0])
        self.assertNotIn("on the diagonal", self.pictures[0])

    def test_zeros_are_told_and_experiments_named(self):
        self.assertIn("<!-- 2 figures: never there, never here -->", self.pictures[0])
        self.assertIn("<!-- K4: Answers lost -->", self.pictures[0])


if __name__ == "__main__":
    unittest.main()
