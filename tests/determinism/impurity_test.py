"""Planted impurities are found: by scripts/tidy in sources, by scripts/determinism in results."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# A stand-in for a build: same commands, made-up output.
PROGRAM = """#!{python}
import json, sys
if sys.argv[1] == "list":
    print(json.dumps([dict(name="s", compares=False)]))
elif "--steps" in sys.argv:
    print("5 a sends b" + chr(10) + "6 b gets {word}")
else:
    print(json.dumps(dict(fingerprint="{word}", jobs={jobs})))
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
    def compare(self, *programs):
        with tempfile.TemporaryDirectory() as folder:
            builds = []
            for number, (word, jobs) in enumerate(programs):
                program = pathlib.Path(folder) / str(number) / "mqfate"
                program.parent.mkdir()
                program.write_text(PROGRAM.format(python=sys.executable, word=word, jobs=jobs))
                program.chmod(0o755)
                builds.append(program.parent)
            command = [sys.executable, "-B", ROOT / "scripts/determinism", "s", *builds]
            return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_equal_builds_pass(self):
        self.assertEqual(self.compare(("x", 0), ("x", 0)).returncode, 0)

    def test_a_build_that_differs_is_found_with_the_first_step_that_does(self):
        done = self.compare(("x", 0), ("y", 0))
        self.assertEqual(done.returncode, 1)
        self.assertIn("line 2 of the steps", done.stdout)
        self.assertIn("6 b gets y", done.stdout)

    def test_threads_that_differ_are_found(self):
        threads = "int(sys.argv[sys.argv.index('--jobs') + 1])"
        done = self.compare(("x", threads))
        self.assertEqual(done.returncode, 1)
        self.assertIn("with 2 differ", done.stdout)


if __name__ == "__main__":
    unittest.main()
