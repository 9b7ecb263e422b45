"""What the program prints, call by call, to be compared between builds and numbers of threads.

A fingerprint of results (tests/determinism/histories.cpp) does not see what is made of them
afterwards: tables, digits, the order of lines, the steps that a search tells. So a few calls of
each sub-command are made as a person makes them, and exit statuses and bytes are compared. Used by
scripts/determinism; tested by tests/determinism/impurity_test.py.
"""

import concurrent.futures
import difflib
import itertools
import re
import subprocess

# Cheap ones: all of them take two seconds on one core, and ten times that with sanitizers.
CALLS = [
    "list",
    "list --format json",
    "check kafka/power-loss-rack",
    "run kafka/lost-ack --runs 5 --format json",
    "run kafka/lost-ack --runs 5 --swarm",
    "run kafka/power-loss-rack --runs 5",
    "run kafka/consumer-commit-after --runs 5 --format csv",
    "run kafka/reorder --runs 5 --lang zh",
    "run truth/lossy-link-acks-1 --runs 1 --format json",
    "run kafka/acks-1-leader-dies --steps 3",
    "compare kafka/acks-isr-flush-crash --runs 2 --format csv",
    "compare kafka/acks-isr-flush-crash --runs 2",
    "explore truth/k4-reset-off-1-p01 --property no-duplicate --format json",
    "explore truth/k4-reset-off-1-p01 --property no-duplicate --worlds --lang zh",
    "explore kafka/lost-ack --depth 4 --losses 0 --deviations all",
    "shrink kafka/lost-ack --runs 5 --format json",
]
WITHOUT_JOBS = ("list", "check")
ANSWERS = (0, 1, 4)  # done, an expectation failed, undecided (cli/options.hpp)
MOST_LINES = 12  # of a difference

# How long a search took is no result of it: all else has to be the same.
CLOCKS = [(re.compile(r'"seconds": [0-9][0-9.e+-]*'), '"seconds": ...'),
          (re.compile(r"^[0-9.]+ s, [0-9,]+ worlds/s", re.M), "... s, ... worlds/s"),
          (re.compile(r"^[0-9.]+ 秒，每秒 [0-9,]+ 个世界", re.M), "... 秒，每秒 ... 个世界")]


def without_clocks(text):
    for pattern, instead in CLOCKS:
        text = pattern.sub(instead, text)
    return text


def cells_of(programs, threads):
    """(program, call, number of threads) for all that is to be done."""
    for program, call in itertools.product(programs, CALLS):
        for jobs in threads if call.split()[0] not in WITHOUT_JOBS else threads[:1]:
            yield program, call, jobs


def answer(command, call, jobs):
    """What is printed, and how it ends, as text."""
    arguments = call.split() + ([] if call.split()[0] in WITHOUT_JOBS else ["--jobs", str(jobs)])
    done = subprocess.run([*command, *arguments], capture_output=True, check=False)
    text = done.stdout.decode(errors="backslashreplace")
    errors = done.stderr.decode(errors="backslashreplace")
    if done.returncode not in ANSWERS or not text:
        raise SystemExit(f"{' '.join([*command, *arguments])}: exit status {done.returncode}\n"
                         f"{errors}")
    return without_clocks(f"{text}{errors}exit status {done.returncode}\n")


def difference(expected, found, names):
    """A diff of the lines around the first that differs, indented."""
    expected, found = expected.splitlines(), found.splitlines()
    pairs = enumerate(zip(expected, found))
    first = next((i for i, (a, b) in pairs if a != b), min(len(expected), len(found)))
    begin = max(0, first - 1)
    shown = difflib.unified_diff(expected[begin:first + MOST_LINES],
                                 found[begin:first + MOST_LINES], *names, n=1, lineterm="")
    lines = [f"line {first + 1}:", *itertools.islice(shown, MOST_LINES)]
    return "\n".join(f"    {line}" for line in lines if not line.startswith("@@"))


def differing(programs, threads, command_of, workers):
    """Makes all calls; prints where an answer is not that of the first program with the first
    number of threads. Returns how many were made, and how many differ."""
    cells = list(cells_of(programs, threads))
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        answers = dict(zip(cells, pool.map(
            lambda cell: answer(command_of(cell[0]), *cell[1:]), cells)))
    different = 0
    for (program, call, jobs), found in answers.items():
        first = programs[0], call, threads[0]
        if found == answers[first]:
            continue
        different += 1
        print(f"  mqfate {call}\n" + difference(
            answers[first], found, [f"{name}, {n} thread(s)" for name, _, n in (
                first, (program, call, jobs))]))
    return len(answers), different
