"""Front matter in any form of YAML → its values.

PyYAML composes nodes, but constructs no values. `NO` is therefore a text, `12:30` is not a number,
and `2024-13-45` raises no ValueError; each field interprets its own node. Only this module imports
`yaml`.
"""

import re
from collections.abc import Iterator, Mapping

import yaml

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import bare_texts, yamlfaults
from kazarchive.reading.source import DEEPEST, LARGEST_BLOCK, LONGEST, NULLS, SourceText, Value
from kazarchive.reading.yamlfaults import Noticed

MOST_BARE_TEXTS = 7
"""As many as there are fields of prose."""

_NESTING = re.compile(r"[\[{]|[-?][ \t]")


def composed(block: str, source: SourceText, problems: list[Problem]) -> Mapping[str, Value]:
    """The fields of a block, with problems that do not prevent reading added to `problems`. Raises
    ProblemsFound."""
    node = _node(block, source)
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        noticed = Noticed(yamlfaults.NO_TABLE, node.start_mark.line, 0, (0, 0))
        raise ProblemsFound([_explained(noticed, block, source)])
    return _table(node, source, problems, 1)


def _node(block: str, source: SourceText) -> yaml.Node | None:
    """The node of a block, in which texts that YAML would refuse are quoted. Each attempt parses
    the block again, so that their number is limited."""
    tried, rewritten = block, set[int]()
    first: ProblemsFound | None = None
    while True:
        try:
            return _composed_node(tried, source)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line if mark else -1
            found = ProblemsFound([_yaml_problem(error, tried, source)])
            first = first or found
            if line in rewritten:  # the fault is before it: a quotation mark without another
                raise first from None
            quoted = bare_texts.quoted(tried, line) if mark else None
            if quoted is None or len(rewritten) == MOST_BARE_TEXTS:
                raise found from None
            tried = quoted
            rewritten.add(line)


def _composed_node(block: str, source: SourceText) -> yaml.Node | None:
    """Raises YAMLError, and ProblemsFound."""
    _check_block(block, source)
    node: yaml.Node | None = yaml.compose(block, Loader=yaml.CSafeLoader)
    return node


def _check_block(block: str, source: SourceText) -> None:
    """Refuse what would overflow the stack: the composer of libyaml recurses in C without a limit.
    Raises YAMLError."""
    size = len(block.encode("utf-8", "surrogatepass"))
    if size > LARGEST_BLOCK:
        raise ProblemsFound([Problem("K0114", source.place(1, 1, 3), {"size": f"{size:,}"})])
    if "&" not in block and "*" not in block and len(_NESTING.findall(block)) <= DEEPEST:
        return
    for problem in _event_problems(block, source):
        raise ProblemsFound([problem])


def _event_problems(block: str, source: SourceText) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(block, Loader=yaml.CSafeLoader):
        mark, anchor = event.start_mark, getattr(event, "anchor", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
        if anchor is not None:
            sign = ("*" if isinstance(event, yaml.AliasEvent) else "&") + anchor
            yield Problem("K0112", source.place(line, column, len(sign)), {"sign": sign})
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            yield Problem("K0113", source.place(line, column))


def _yaml_problem(error: yaml.YAMLError, block: str, source: SourceText) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        index = len(block.encode()[: error.position].decode("utf-8", "ignore"))
        line, column = block.count("\n", 0, index) + 2, index - block.rfind("\n", 0, index)
        values = {"format": "YAML", "reason": error.reason, "hint": "remove it"}
        return Problem("K0110", source.place(line, column), values)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or "it cannot be read"
    place = source.place(line, column)
    if "tab" in reason or source.text[source.start(line) + column - 1 :][:1] == "\t":
        return Problem("K0111", place)
    begun = getattr(error, "context_mark", None) or mark
    start = (begun.line, begun.column) if begun else (0, 0)
    return _explained(Noticed(reason, line - 2, column - 1, start), block, source)


def _explained(noticed: Noticed, block: str, source: SourceText) -> Problem:
    fault = yamlfaults.fault(noticed, block)
    width = 1_000 if noticed.reason == yamlfaults.NO_TABLE else 1
    place = source.place(fault.line + 2, fault.column + 1, width)
    return Problem(fault.code, place, fault.values)


def _value(
    node: yaml.Node,
    source: SourceText,
    problems: list[Problem],
    depth: int,
    within: str,
    key: tuple[int, int] = (0, 0),
) -> Value:
    """The value of a node. `within`: the field of the front matter that contains it."""
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    if depth > DEEPEST:
        raise ProblemsFound([Problem("K0113", source.place(line, column))])
    same_line = node.end_mark.line == node.start_mark.line
    width = node.end_mark.column - node.start_mark.column if same_line else 1_000
    if isinstance(node, yaml.ScalarNode):
        plain = node.style in (None, "")
        text = "" if plain and node.value in NULLS else node.value
        if plain and not same_line:
            problems += _swallowed(node, source, text)
        return Value(line, column, width, text, plain, None, None, *key)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, source, problems, depth + 1, within) for item in node.value)
        return Value(line, column, width, None, False, items, None, *key)
    assert isinstance(node, yaml.MappingNode)
    table = _table(node, source, problems, depth, within)
    return Value(line, column, width, None, False, None, table, *key)


def _swallowed(node: yaml.ScalarNode, source: SourceText, text: str) -> Iterator[Problem]:
    """Lines that YAML reads as part of the text above, although they are meant as fields or
    items."""
    for number in range(node.start_mark.line + 3, node.end_mark.line + 3):
        line = source.text[source.start(number) : source.start(number + 1)]
        column = len(line) - len(line.lstrip()) + 1
        if hidden := yamlfaults.hidden_field(line):
            yield Problem("K0136", source.place(number, hidden[0] + 1), hidden[1])
        elif line.lstrip(" ").startswith("- "):
            above = text if len(text) < LONGEST else f"{text[:LONGEST]}…"
            yield Problem("K0135", source.place(number, column, 1_000), {"text": above})


def _table(
    node: yaml.MappingNode,
    source: SourceText,
    problems: list[Problem],
    depth: int,
    within: str | None = None,
) -> dict[str, Value]:
    table: dict[str, Value] = {}
    for key, value in node.value:
        line, column = key.start_mark.line + 2, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            reason = "a field's name is a string"
            values = {"format": "YAML", "reason": reason, "hint": "write `field: …`"}
            problems.append(Problem("K0110", source.place(line, column), values))
        elif key.value in table:
            values = {"field": key.value, "first": str(table[key.value].key_line)}
            values["within"] = key.value if within is None else within
            problems.append(Problem("K0109", source.place(line, column, len(key.value)), values))
        else:
            field = key.value if within is None else within
            table[key.value] = _value(value, source, problems, depth + 1, field, (line, column))
    return table
