"""Planted impurities are found: by scripts/tidy in sources, by scripts/determinism in results."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# A stand-in for a build's program: same commands, made-up output.
PROGRAM = """#!{python}
import sys
if sys.argv[1] == "steps":
    print("5 a sends b" + chr(10) + "6 b gets {word}")
else:
    jobs = sys.argv[2]
    for run in range({runs}):
        print("s 0", run, "{word}" if run == 3 else {same} if run == 5 else "x")
    print("s 0 of 12 {word}")
"""
# And for the program itself: a shell script, since it is called so often.
CALLED = """#!/bin/sh
[ "$1" != explore ] || echo "0.$$ s, 1,000 worlds/s"
echo "asked to $1"
for jobs; do :; done
{says}
"""


class InTheSources(unittest.TestCase):
    def found_in(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "models" / "planted.cpp"
            file.parent.mkdir()
            file.write_text(text)
            done = subprocess.run([sys.executable, "-B", ROOT / "scripts/tidy", folder],
                                  capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        return done.stdout

    def test_a_std_distribution(self):
        self.assertIn("distributions differ between libraries",
                      self.found_in("std::uniform_int_distribution<int> die(1, 6);\n"))

    def test_an_unordered_iteration(self):
        self.assertIn("unordered_map", self.found_in("#include <unordered_map>\n"))

    def test_an_address_in_an_order(self):
        for text in ("std::map<Broker*, int> loads;\n",
                     "std::set<const Broker*, std::less<const Broker*>> seen;\n",
                     "auto key = reinterpret_cast<std::uintptr_t>(&broker);\n"):
            self.assertIn("differs from run to run", self.found_in(text), text)


class InTheResults(unittest.TestCase):
    def compare(self, *programs, says=("", "")):
        with tempfile.TemporaryDirectory() as folder:
            builds = []
            for number, (word, same, runs) in enumerate(programs):
                program = pathlib.Path(folder) / str(number) / "mqfate_histories"
                program.parent.mkdir()
                program.write_text(PROGRAM.format(python=sys.executable, word=word, same=same,
                                                  runs=runs))
                program.chmod(0o755)
                called = program.parent / "mqfate"
                called.write_text(CALLED.format(says=says[number]))
                called.chmod(0o755)
                builds.append(program.parent)
            command = [sys.executable, "-B", ROOT / "scripts/determinism", *builds]
            return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_equal_builds_pass(self):
        done = self.compare(("x", 0, 120), ("x", 0, 120))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_build_that_differs_is_found_with_the_first_step_that_does(self):
        done = self.compare(("x", 0, 120), ("y", 0, 120))
        self.assertEqual(done.returncode, 1)
        self.assertIn("s 0 3: line 2 of the steps", done.stdout)
        self.assertIn("6 b gets y", done.stdout)
        self.assertIn("s 0 of 12 runs: what the reports make of them", done.stdout)

    def test_threads_that_differ_are_found(self):
        done = self.compare(("x", "jobs", 120))
        self.assertEqual(done.returncode, 1)
        self.assertIn("with 2 differ", done.stdout)
        self.assertIn("s 0 5: the steps are the same alone", done.stdout)

    def test_a_build_that_prints_fewer_is_found(self):
        self.assertEqual(self.compare(("x", 0, 120), ("x", 0, 119)).returncode, 1)

    def test_a_program_that_prints_something_else_is_found_with_the_lines_that_differ(self):
        done = self.compare(("x", 0, 120), ("x", 0, 120),
                            says=("echo 12.3", '[ $jobs = 1 ] && echo 12.4 || echo 12.3'))
        self.assertEqual(done.returncode, 1)
        self.assertIn("  mqfate run kafka/lost-ack --runs 5 --swarm\n", done.stdout)
        self.assertRegex(done.stdout, r"--- \S+/0/mqfate, 1 thread\(s\)\n"
                                      r" +\+\+\+ \S+/1/mqfate, 1 thread\(s\)\n")
        self.assertIn("    -12.3\n    +12.4\n", done.stdout)
        self.assertNotIn("/1/mqfate, 2 thread(s)", done.stdout)

    def test_a_program_that_prints_something_else_with_more_threads_is_found(self):
        done = self.compare(("x", 0, 120), says=["echo $jobs"])
        self.assertEqual(done.returncode, 1)
        self.assertIn("    -1\n    +2\n", done.stdout)

    def test_a_program_that_ends_otherwise_is_found(self):
        done = self.compare(("x", 0, 120), ("x", 0, 120), says=("", "exit 4"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("    -exit status 0\n    +exit status 4\n", done.stdout)

    def test_a_call_that_is_no_answer_is_told(self):
        done = self.compare(("x", 0, 120), says=["echo bad >&2; exit 2"])
        self.assertEqual(done.returncode, 1)
        self.assertIn("exit status 2\nbad", done.stderr)

    def test_too_little_to_compare_is_found(self):
        self.assertIn("only 10 fingerprints", self.compare(("x", 0, 9), ("x", 0, 9)).stderr)


if __name__ == "__main__":
    unittest.main()
