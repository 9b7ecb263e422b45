"""Reads C++ as text, well enough for scripts/tidy: comments, strings, and where functions end."""

import re

# In this order: a quote inside a comment opens no string. A quote between digits separates them.
_PIECES = re.compile(
    r"""(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
      | (?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')""",
    re.VERBOSE | re.DOTALL,
)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)
_CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


def _blank(text):
    """Spaces in place of every character, so that lines and columns stay what they are."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return _PIECES.sub(lambda m: _blank(m.group()) if m.group("comment") else m.group(), text)


def code_only(text):
    """The text without comments and without what stands in strings."""
    return _PIECES.sub(lambda m: _blank(m.group()), text)


def _closing_brace(code, opening):
    depth = 0
    for place in range(opening, len(code)):
        if code[place] == "{":
            depth += 1
        elif code[place] == "}":
            depth -= 1
            if depth == 0:
                return place
    return len(code) - 1


def _is_container(head):
    """Whether the braces after `head` hold declarations: a namespace or a type, no function."""
    found = _CONTAINER.search(re.sub(r"<[^<>]*>", "", head))
    return found is not None and ("(" not in head[found.end():] or "alignas" in head)


def _is_data(head):
    return "(" not in head or head.rstrip().endswith(("=", ","))


def functions(text):
    """(first line, number of lines) of each function outside functions, lines counted from 1."""
    code = _DIRECTIVE.sub(lambda m: _blank(m.group()), code_only(text))
    start = place = 0  # of the declaration under way, and of what is still to be read
    while (found := re.search(r"[{};]", code[place:])) is not None:
        at = place + found.start()
        place = at + 1
        if code[at] != "{" or _is_container(code[start:at]):
            start = place
            continue
        end = _closing_brace(code, at)
        place = end + 1
        # Braces in a list of initialisers do not end a function: its body is still to come.
        if re.match(r"\s*[,{]", code[place:]):
            continue
        if not _is_data(code[start:at]):
            first = start + len(code[start:]) - len(code[start:].lstrip())
            yield code.count("\n", 0, first) + 1, code.count("\n", first, end) + 1
        start = place
