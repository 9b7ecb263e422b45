"""Planted bugs: one changed line of a role each, and the explorer finds every one of them.

Each file of planted/ is one bug (its README says what is in it). The one source file with the
changed line is compiled anew and linked before the libraries of a build that exists, so that the
program itself stays free of switches. Run by ctest with the program's path in MQFATE; prints a
table of what was found after how many steps, worlds and seconds.
"""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLANTED = ROOT / "tests/exhaustive/planted"
PROGRAM = pathlib.Path(os.environ["MQFATE"])
BUILD = PROGRAM.parent
WORKERS = 2
LEAST = 10  # bugs

MEMBERS = {"bug", "file", "line", "planted", "scenario", "breaks", "steps"}


class Bug:
    def __init__(self, path):
        said = json.loads(path.read_text())
        if set(said) != MEMBERS:
            raise ValueError(f"{path.name}: its members must be {sorted(MEMBERS)}")
        self.name = path.stem
        self.file, self.line, self.planted = said["file"], said["line"], said["planted"]
        self.scenario, self.breaks, self.steps = said["scenario"], said["breaks"], said["steps"]
        self.folder = BUILD / "planted" / self.name


def planted_in(text, bug):
    """The source with the bug in it. The line must be there once: else the bug guards nothing."""
    lines = text.splitlines()
    places = [i for i, line in enumerate(lines) if line.strip() == bug.line.strip()]
    if len(places) != 1:
        raise ValueError(f"{bug.name}: {len(places)} lines of {bug.file} are {bug.line!r}; "
                         "expected: one. Plant the bug where the rule is now")
    lines[places[0]] = bug.planted
    return "\n".join(lines) + "\n"


def call(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def compile_command(bug, commands, source, target):
    """As the build compiles that file, but quickly and with the changed source."""
    entries = [entry for entry in commands if entry["file"] == str(ROOT / bug.file)]
    if len(entries) != 1:
        raise ValueError(f"{bug.name}: {bug.file} is no source of this build")
    words = shlex.split(entries[0]["command"])
    words[words.index("-o") + 1] = str(target)
    words[words.index("-c") + 1] = str(source)
    return [*words, "-O1", "-w"]


def link_command(shown, changed, target):
    """As the build links the program, with the changed object before the library that has it."""
    words = shlex.split(shown)
    words = words[words.index("&&") + 1:]
    words = words[:words.index("&&")]
    place = words.index("-o")
    return [*words[:place], str(changed), "-o", str(target), *words[place + 2:]]


def make_tool():
    cache = (BUILD / "CMakeCache.txt").read_text().splitlines()
    return next(line.split("=", 1)[1] for line in cache if line.startswith("CMAKE_MAKE_PROGRAM:"))


def build(bug, commands, link):
    source, target = bug.folder / pathlib.Path(bug.file).name, bug.folder / "mqfate"
    bug.folder.mkdir(parents=True, exist_ok=True)
    source.write_text(planted_in((ROOT / bug.file).read_text(), bug))
    changed = source.with_suffix(".o")
    call(compile_command(bug, commands, source, changed), BUILD)
    call(link_command(link, changed, target), BUILD)
    return target


def explore(program, scenario, properties):
    """The exit status, and the answer."""
    asked = [word for name in properties for word in ("--property", name)]
    file = PLANTED / "scenarios" / f"{scenario}.json"
    command = [program, "explore", file, "--format", "json", "--jobs", "1", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
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
        cls.bugs = [Bug(path) for path in sorted(PLANTED.glob("*.json"))]

    def test_there_are_enough(self):
        self.assertGreaterEqual(len(self.bugs), LEAST)

    def test_each_is_found(self):
        commands = json.loads((BUILD / "compile_commands.json").read_text())
        link = call([make_tool(), "-t", "commands", "mqfate"], BUILD).splitlines()[-1]

        def search(bug):
            try:
                return explore(build(bug, commands, link), bug.scenario, [bug.breaks])
            except (ValueError, RuntimeError) as error:
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
    def planted(self, text):
        bug = Bug(sorted(PLANTED.glob("*.json"))[0])
        bug.line, bug.planted = "rule();", "no_rule();"
        return planted_in(text, bug)

    def test_replaces_the_one_line_that_is_meant(self):
        self.assertEqual(self.planted("a();\n  rule();\n"), "a();\nno_rule();\n")

    def test_fails_where_the_line_is_gone_or_there_twice(self):
        for text in ("a();\n", "rule();\nrule();\n"):
            with self.assertRaisesRegex(ValueError, "expected: one"):
                self.planted(text)


if __name__ == "__main__":
    unittest.main()
