"""How well relations are found in public tables: cross-validated for every operator, kinds kept together.

python -m bench.aggregations TABLES.jsonl.gz           prints precision, recall and F1
python -m bench.aggregations TABLES.jsonl.gz --write   learns from all tables and writes src/.../learned/

Each line of the file holds `cells` and `aggregations` [{op, total, parts}]: the validation tables of AggreCol
(Jiang et al., 2022). A relation is right when its total cell and its parts are, empty cells forgiven; of
divisions and changes the order of the parts must be right too. No table is judged by trees that learned from
it or from one of its kind: tables whose file names differ in digits only, or whose words are half the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.boosting import Size, learn
from protokollparser.aggregations import aggregation_words
from protokollparser.aggregations.choosing import choose
from protokollparser.aggregations.grids import Floats
from protokollparser.aggregations.options import OPERATORS, Option, find_options
from protokollparser.core.rules import load

LEARNED = Path("src/protokollparser/aggregations/learned")
_FOLDS = 5
_ALIKE = 0.5
# How the trees of an operator are learned, and from which score on an option is taken. The scores were chosen
# by cross-validation: precision before recall, as a false relation makes a false alarm.
SIZES = {"Sum": Size(250, 4), "Division": Size(150, 3), "RelativeChange": Size(80, 3), "Average": Size(80, 3)}
LEAST = {"Sum": 0.55, "Division": 0.3, "RelativeChange": 0.3, "Average": 0.4}

Key = tuple[str, tuple[int, int], Any]


@dataclass
class Table:
    """A table with its truth, its options by operator, and which of their relations are true."""

    file: str
    cells: list[list[str]]
    truth: set[Key]
    options: dict[str, tuple[list[Option], Floats]]
    keys: dict[str, list[list[Key]]]
    seconds: float


def key(cells: list[list[str]], operator: str, total: Any, parts: Any) -> Key:
    """Return what two relations must share to be the same."""
    held = [tuple(cell) for cell in parts if cells[cell[0]][cell[1]].strip()]
    ordered = operator in ("Division", "RelativeChange")
    return operator, tuple(total), tuple(held) if ordered else frozenset(held)


def read_table(line: str) -> Table:
    """Return a table with its options."""
    told = json.loads(line)
    width = max(map(len, told["cells"]), default=0)
    cells = [row + [""] * (width - len(row)) for row in told["cells"]]
    start = time.process_time()
    options = find_options(cells, aggregation_words(load()))
    seconds = time.process_time() - start
    keys = {
        operator: [[key(cells, operator, *relation) for relation in option.relations()] for option in made]
        for operator, (made, _) in options.items()
    }
    truth = {key(cells, one["op"], one["total"], one["parts"]) for one in told["aggregations"]}
    return Table(told["file"], cells, truth, options, keys, seconds)


def kinds(tables: list[Table]) -> list[int]:
    """Return a number for every table, the same for tables of one kind."""
    kind = list(range(len(tables)))
    words = [
        {
            re.sub(r"[\d\W]+", " ", text).strip().lower()
            for row in table.cells
            for text in row
            if re.search("[A-Za-z]{3}", text)
        }
        - {""}
        for table in tables
    ]
    stems = [re.sub(r"#\w+|%20|[\d\W_]+", "", table.file.rsplit(".", 1)[0]).lower() for table in tables]
    for i in range(len(tables)):
        for j in range(i):
            named = stems[i] == stems[j] and len(stems[i]) > 3
            shared = len(words[i] & words[j])
            if named or (
                min(len(words[i]), len(words[j])) > 3 and shared >= _ALIKE * len(words[i] | words[j])
            ):
                old, new = kind[i], kind[j]
                kind = [new if one == old else one for one in kind]
    return kind


def folds(tables: list[Table], kind: list[int], operator: str) -> list[int]:
    """Return a fold for every table: kinds stay together, folds hold equally many relations."""
    sizes: dict[int, float] = defaultdict(float)
    for table, one in zip(tables, kind, strict=True):
        sizes[one] += sum(held[0] == operator for held in table.truth) + 0.1
    filled = [0.0] * _FOLDS
    fold: dict[int, int] = {}
    for one in sorted(sizes, key=lambda k: (-sizes[k], k)):
        fold[one] = int(np.argmin(filled))
        filled[fold[one]] += sizes[one]
    return [fold[one] for one in kind]


def lessons(tables: list[Table], operator: str) -> tuple[Floats, Any, Floats, Any]:
    """Return the rows of all options, whether each is right, its weight, and its table's number."""
    rows, right, weight, home = [], [], [], []
    for number, table in enumerate(tables):
        options, held = table.options[operator]
        sides = [option.along_rows for option in options]
        for option, row, keys in zip(options, held, table.keys[operator], strict=True):
            true = sum(one in table.truth for one in keys)
            rows.append(row)
            right.append(bool(keys) and true >= 0.5 * len(keys))
            # A table with many options is still one table.
            weight.append((len(keys) + 1) ** 0.25 / np.sqrt(sides.count(option.along_rows)))
            home.append(number)
    weights = np.array(weight)
    return np.array(rows), np.array(right), weights / weights.mean(), np.array(home)


def validate(tables: list[Table], kind: list[int], operator: str) -> dict[int, Floats]:
    """Return the scores of every table's options from trees that have seen none of its kind."""
    rows, right, weights, home = lessons(tables, operator)
    fold = np.array(folds(tables, kind, operator))[home]
    scores = np.zeros(len(rows))
    for one in range(_FOLDS):
        seen = fold != one
        trees = learn(rows[seen], right[seen], weights[seen], OPERATORS[operator], SIZES[operator], 0.0)
        scores[~seen] = trees.score(rows[~seen])
    return {number: scores[home == number] for number in range(len(tables))}


def judge(
    tables: list[Table], operator: str, scores: dict[int, Floats], least: float
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what is chosen from `least` on."""
    found = hit = wanted = 0
    for number, table in enumerate(tables):
        options, _ = table.options[operator]
        index = {id(option): i for i, option in enumerate(options)}
        chosen = choose(operator, options, scores[number], least)
        given = {one for option in chosen for one in table.keys[operator][index[id(option)]]}
        found += len(given)
        hit += len(given & table.truth)
        wanted += sum(one[0] == operator for one in table.truth)
    return hit / max(found, 1), hit / max(wanted, 1), 2 * hit / max(found + wanted, 1)


def write(tables: list[Table], operator: str) -> None:
    """Learn from all tables and write the trees."""
    rows, right, weights, _ = lessons(tables, operator)
    trees = learn(rows, right, weights, OPERATORS[operator], SIZES[operator], LEAST[operator])
    told = {
        "features": trees.features,
        "base": round(trees.base, 6),
        "least": trees.least,
        "trees": [
            [[int(f), float(f"{b:.6g}"), int(left), int(right)] for f, b, left, right in tree]
            for tree in trees.trees
        ],
    }
    LEARNED.mkdir(exist_ok=True)
    lines = json.dumps(told, separators=(",", ":")).replace("]],[[", "]],\n[[")
    (LEARNED / f"{operator}.json").write_text(lines + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures of a file of tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path)
    parser.add_argument("--write", action="store_true", help="learn from all tables and write the trees")
    parser.add_argument("--scores", action="store_true", help="print the figures for other least scores too")
    told = parser.parse_args()
    with gzip.open(told.tables, "rt", encoding="utf-8") as lines, ProcessPoolExecutor(2) as pool:
        tables = list(pool.map(read_table, lines, chunksize=4))
    slowest = max(tables, key=lambda table: table.seconds)
    print(
        f"{len(tables)} tables, {sum(table.seconds for table in tables):.0f} s of computing, "
        f"slowest {slowest.seconds:.1f} s ({slowest.file})"
    )
    kind = kinds(tables)
    print(f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'truth':>7}{'within reach':>14}")
    for operator in OPERATORS:
        scores = validate(tables, kind, operator)
        wanted = sum(one[0] == operator for table in tables for one in table.truth)
        reached = sum(
            len({one for keys in table.keys[operator] for one in keys} & table.truth) for table in tables
        )
        steps = (
            sorted({LEAST[operator], *np.linspace(0.1, 0.95, 18).round(2)})
            if told.scores
            else [LEAST[operator]]
        )
        for least in steps:
            figures = "".join(f"{figure:7.3f}" for figure in judge(tables, operator, scores, least))
            mark = f"   from {least}" if told.scores else ""
            print(f"{operator:16}{figures}{wanted:7}{reached / wanted:14.3f}{mark}")
        if told.write:
            write(tables, operator)


if __name__ == "__main__":
    main()
