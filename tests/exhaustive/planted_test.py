"""Planted bugs: one changed line of a role each, and the explorer finds every one of them.

Each file of planted/ is one bug (its README says what is in it). The build makes one program with
all of them, which has the one that MQFATE_PLANTED names (plant.py): so the program itself stays
free of switches. Run by ctest with the path of that program in MQFATE_WITH_BUGS and of the program
itself in MQFATE; prints a table of what was found after how many steps, worlds and seconds.
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import plant  # noqa: E402

PROGRAM, WITH_BUGS = os.environ["MQFATE"], os.environ["MQFATE_WITH_BUGS"]
WORKERS = 2
LEAST = 10  # bugs


def explore(program, scenario, properties, bug=0):
    """The exit status, and the answer."""
    asked = [word for name in properties for word in ("--property", name)]
    file = plant.PLANTED / "scenarios" / f"{scenario}.json"
    command = [program, "explore", file, "--format", "json", "--jobs", "1", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, "MQFATE_PLANTED": str(bug)})
    if not done.stdout:
        raise RuntimeError(f"{shlex.join(map(str, command))}: {done.returncode}\n{done.stderr}")
    return done.returncode, json.loads(done.stdout)


def told(name, breaks, answer):
    found = answer["properties"][0]["found_after"]
    after = "not broken" if found is None else f"{found} steps"
    return (f"{name:44} {breaks:20} {after:>10} {answer['distinct']:>9,} worlds "
            f"{answer['seconds']:6.2f} s")


def at_once(work, items):
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, items))


class PlantedBugs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bugs = plant.all_bugs()

    def test_there_are_enough(self):
        self.assertGreaterEqual(len(self.bugs), LEAST)

    def test_each_is_found(self):
        def search(bug):
            try:
                return explore(WITH_BUGS, bug.scenario, [bug.breaks], bug.number)
            except RuntimeError as error:
                return error, None

        for bug, (status, answer) in zip(self.bugs, at_once(search, self.bugs)):
            with self.subTest(bug.name):
                self.assertIsNotNone(answer, status)
                print(told(bug.name, bug.breaks, answer), file=sys.stderr)
                self.assertEqual((status, answer["verdict"]), (1, "violated"))
                self.assertEqual(answer["properties"][0]["found_after"], bug.steps)

    def test_the_program_without_them_breaks_nothing(self):
        asked = {}
        for bug in self.bugs:
            asked.setdefault(bug.scenario, set()).add(bug.breaks)
        # Something is confirmed: what is asked is not kept by doing nothing.
        answers = at_once(lambda s: explore(PROGRAM, s, [*sorted(asked[s]), "confirmed"]), asked)
        for scenario, (status, answer) in zip(asked, answers):
            with self.subTest(scenario):
                print(told(scenario, "", answer), file=sys.stderr)
                self.assertEqual((status, answer["verdict"]), (0, "holds"))


class PlantingALine(unittest.TestCase):
    def planted(self, text, line="rule();", planted="no_rule();"):
        bug = plant.all_bugs()[0]
        bug.number, bug.line, bug.planted = 7, line, planted
        return plant.planted_in(text, [bug]).split("\n", 2)[2]

    def test_lets_the_one_line_that_is_meant_be_chosen(self):
        self.assertEqual(self.planted("a();\n  rule();  // why\n", "rule();  // why"),
                         "a();\nif (::mqfate::planted::bug == 7) { no_rule(); } else { rule(); }\n")

    def test_fails_where_the_line_is_gone_or_there_twice(self):
        for text in ("a();\n", "rule();\nrule();\n"):
            with self.assertRaisesRegex(ValueError, "expected: one"):
                self.planted(text)

    def test_chooses_an_expression_in_a_head_and_a_constant(self):
        for line, planted, chosen in (
                ("if (a) {", "if (b) {", "if ({}(b) : (a))) {{"),
                ("for (int i = 0; i < n; ++i) {", "for (int i = 0; i < 1; ++i) {",
                 "for (int i = 0; {}(i < 1) : (i < n)); ++i) {{"),
                ("const bool x = a;", "const bool x = b;", "const bool x = {}(b) : (a));")):
            self.assertEqual(self.planted(line + "\n", line, planted),
                             chosen.format("(::mqfate::planted::bug == 7 ? ") + "\n")

    def test_fails_where_more_than_an_expression_differs(self):
        for line, planted in (("if (a) {", "while (a) {"), ("const int x = 1;", "const int y = 1;"),
                              ("struct X {", "struct Y {"), ("if (a) {", "")):
            with self.assertRaisesRegex(ValueError, "plant.py"):
                self.planted(line + "\n", line, planted)


if __name__ == "__main__":
    unittest.main()
