"""Writes a source file with every bug of planted/ that belongs into it, to be chosen at run time.

    plant.py FILE COPY     FILE: from the root of the project; COPY: where the new source goes

The copy does what the file does, until MQFATE_PLANTED names a bug (planted/chosen.cpp): then the
one line of that bug is the planted one. A line can be planted that is

    a statement            x = y;   if (x) return;   for (...) x();
    a constant             const T x = y;                      planted with the same T and name
    the head of a block    if (x) {   } else if (x) {   while (x) {   for (x; y; z) {

and what takes its place is of the same form; for a statement it may be nothing.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLANTED = ROOT / "tests/exhaustive/planted"
MEMBERS = {"bug", "file", "line", "planted", "scenario", "breaks", "steps"}

DECLARED = "namespace mqfate::planted { extern const int bug; }"
HEAD = re.compile(r"(?P<before>(?:\} else )?(?:if|while) \()(?P<choice>.*)(?P<after>\) \{)")
LOOP = re.compile(r"(?P<before>for \([^;]*; )(?P<choice>[^;]*)(?P<after>; [^;]*\) \{)")
CONSTANT = re.compile(r"(?P<before>const [\w:<>]+ \w+ = )(?P<choice>.*)(?P<after>;)")


def is_statement(line):
    return bool(re.fullmatch(r"[^}].*;", line)) and line.count("{") == line.count("}")


class Bug:
    def __init__(self, path):
        said = json.loads(path.read_text())
        if set(said) != MEMBERS:
            raise ValueError(f"{path.name}: its members must be {sorted(MEMBERS)}")
        self.name = path.stem
        self.number = int(self.name.split("-")[0])
        self.file, self.line, self.planted = said["file"], said["line"], said["planted"]
        self.scenario, self.breaks, self.steps = said["scenario"], said["breaks"], said["steps"]


def all_bugs():
    bugs = [Bug(path) for path in sorted(PLANTED.glob("*.json"))]
    if len({bug.number for bug in bugs}) != len(bugs) or any(bug.number < 1 for bug in bugs):
        raise ValueError("the number at the beginning of a bug's name is its own, from 1")
    return bugs


def without_comment(line):
    return re.sub(r"\s*//.*", "", line).strip()


def chosen(line, bugs):
    """The line that does what it did, or what the bug says that is chosen."""
    for form in (HEAD, LOOP, CONSTANT):
        match = form.fullmatch(line)
        if not match:
            continue
        choice = f"({match['choice']})"
        for bug in bugs:
            other = form.fullmatch(without_comment(bug.planted))
            if not other or (other["before"], other["after"]) != (match["before"], match["after"]):
                raise ValueError(f"{bug.name}: {bug.planted!r} differs from {line!r} in more than "
                                 "one expression; the forms are in tests/exhaustive/plant.py")
            choice = f"(::mqfate::planted::bug == {bug.number} ? ({other['choice']}) : {choice})"
        return match["before"] + choice + match["after"]
    text = f"{{ {line} }}"
    for bug in bugs:
        planted = without_comment(bug.planted)
        if not is_statement(line) or (planted and not is_statement(planted)):
            raise ValueError(f"{bug.name}: {line!r} or {planted!r} is of no form that can be "
                             "planted: see tests/exhaustive/plant.py")
        text = f"if (::mqfate::planted::bug == {bug.number}) {{ {planted} }} else {text}"
    return text


def planted_in(text, bugs):
    """The source with the bugs in it. Each line must be there once: else a bug guards nothing."""
    lines = text.splitlines()
    by_place = {}
    for bug in bugs:
        places = [i for i, line in enumerate(lines) if line.strip() == bug.line.strip()]
        if len(places) != 1:
            raise ValueError(f"{bug.name}: {len(places)} lines of {bug.file} are {bug.line!r}; "
                             "expected: one. Plant the bug where the rule is now")
        by_place.setdefault(places[0], []).append(bug)
    for place, here in by_place.items():
        lines[place] = chosen(without_comment(lines[place]), here)
    return "\n".join([DECLARED, "#line 1", *lines, ""])


def main(file, copy):
    here = [bug for bug in all_bugs() if bug.file == file]
    source = ROOT / file
    if not source.is_file():
        sys.exit(f"{here[0].name}: there is no {file}. Plant the bug where the rule is now")
    try:
        pathlib.Path(copy).write_text(planted_in(source.read_text(), here))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
