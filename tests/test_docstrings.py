"""Every public function of the model says what it takes, what it gives, and in which shapes.

The check reads syntax trees only; it imports nothing of the model. It does not judge the words.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# The command line is a set of handlers that argparse calls; what users read of it is its help.
COMMANDS = ROOT / "simulations" / "commands"
FILES = [p for p in sorted((ROOT / "simulations").rglob("*.py")) if COMMANDS not in p.parents]

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# (n,) (S, n) (8, …, n) (...), but not the parts of a tuple: (str, int)
SHAPE = re.compile(r"\((?!(?:str|int|float|bool)\b)(?:\.\.\.|[\w …+*/−-]+,(?: ?[\w …+*/−-]+,?)*)\)")
NOTHING = ("None", "NoReturn", "Never")
# Measures of calibration all have this form: twelve times the same two sections would hide what
# differs, so the docstring of their module has them once, and each says what it measures.
FAMILY_FILE = ROOT / "simulations" / "calibration" / "moments.py"
FAMILY = ("crowd: Crowd", "Moments")


def public_functions(tree: ast.Module) -> Iterator[tuple[str, Function, bool]]:
    """Name, syntax tree and whether it is a method of each public function and method."""
    for node in tree.body:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield node.name, node, False
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for member in node.body:
                if not isinstance(member, FUNCTIONS) or member.name.startswith("_"):
                    continue
                # A property is read like a field: its summary says what it is.
                if not {"property", "cached_property"} & set(_decorators(member)):
                    yield f"{node.name}.{member.name}", member, True


def array_names(trees: list[ast.Module]) -> frozenset[str]:
    """``NDArray``, ``ndarray`` and every alias (``Floats = NDArray[...]``) that comes to one."""
    aliases = [
        (node.targets[0].id, node.value)
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Subscript)
    ]
    names, before = frozenset({"NDArray", "ndarray"}), 0
    while len(names) > before:
        before = len(names)
        names |= {name for name, value in aliases if _arrays_in(value, names)}
    return names


def faults(
    name: str, function: Function, method: bool, arrays: frozenset[str], family: str = ""
) -> list[str]:
    """What is missing in the docstring of one function, in words.

    ``family`` is the docstring that has the sections for all functions of one form, if any.
    """
    text = ast.get_docstring(function)
    if not text:
        return [f"{name}: no docstring"]
    form = (ast.unparse(function.args), ast.unparse(function.returns or ast.Constant(None)))
    sections = _sections(family if family and form == FAMILY else text)
    wanted = _parameters(function, method)
    told = _entries(sections.get("Parameters", []))
    found = [
        f"{name}: parameter {parameter} is not in Parameters"
        for parameter in wanted
        if parameter not in told
    ]
    found += [f"{name}: there is no parameter {extra}" for extra in told if extra not in wanted]
    for parameter, annotation in wanted.items():
        shaped = parameter not in told or SHAPE.search(told[parameter])
        if annotation and _arrays_in(annotation, arrays) and not shaped:
            found.append(f"{name}: no shape of {parameter}")
    given = function.returns
    if given is not None and ast.unparse(given) not in NOTHING:
        result = sections.get("Returns") or sections.get("Yields")
        if not result:
            found.append(f"{name}: no Returns or Yields")
        elif len(SHAPE.findall("\n".join(result))) < _arrays_in(given, arrays):
            found.append(f"{name}: not every array that it returns has a shape")
    return found


def raised(name: str, function: Function) -> list[str]:
    """Say whether a function raises an error itself and its docstring does not tell."""
    errors = [node for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc]
    told = "Raises" in _sections(ast.get_docstring(function) or "")
    return [f"{name}: no Raises"] if errors and not told else []


def record_faults(record: ast.ClassDef, arrays: frozenset[str]) -> list[str]:
    """What is missing in the docstring of a record: each field, and the shapes of arrays."""
    sections = _sections(ast.get_docstring(record) or "")
    told = _entries(sections.get("Attributes", [])) | _entries(sections.get("Parameters", []))
    found = []
    for node in record.body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        name = node.target.id
        if name.startswith("_"):
            continue
        if name not in told:
            found.append(f"{record.name}: {name} is not in Attributes")
        elif _arrays_in(node.annotation, arrays) and not SHAPE.search(told[name]):
            found.append(f"{record.name}: no shape of {name}")
    return found


def public_records(tree: ast.Module) -> Iterator[ast.ClassDef]:
    """Yield public dataclasses and named tuples."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            bases = [_last_name(base) for base in node.bases]
            if "dataclass" in _decorators(node) or "NamedTuple" in bases:
                yield node


def _decorators(function: Function | ast.ClassDef) -> list[str]:
    return [ast.unparse(d).split("(")[0].split(".")[-1] for d in function.decorator_list]


def _parameters(function: Function, method: bool) -> dict[str, ast.expr | None]:
    given = function.args
    listed = [*given.posonlyargs, *given.args]
    if method and "staticmethod" not in _decorators(function):
        listed = listed[1:]
    listed += [a for a in (given.vararg, *given.kwonlyargs, given.kwarg) if a is not None]
    return {argument.arg: argument.annotation for argument in listed}


def _arrays_in(annotation: ast.expr, arrays: frozenset[str]) -> int:
    """How many times an annotation names an array type."""
    if isinstance(annotation, ast.Subscript) and _last_name(annotation.value) in arrays:
        return 1
    if _last_name(annotation) in arrays:
        return 1
    children = [node for node in ast.iter_child_nodes(annotation) if isinstance(node, ast.expr)]
    return sum(_arrays_in(node, arrays) for node in children)


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).split(".")[-1] if isinstance(node, ast.Name | ast.Attribute) else ""


def _sections(text: str) -> dict[str, list[str]]:
    """Lines of each section of a NumPy docstring by its title."""
    lines = inspect.cleandoc(text).splitlines()
    starts = [i for i, (_, line) in enumerate(pairwise(lines)) if re.fullmatch(r"-{3,}", line)]
    return {
        lines[start]: [line for line in lines[start + 2 : end] if line.strip()]
        for start, end in pairwise([*starts, len(lines)])
    }


def _entries(lines: list[str]) -> dict[str, str]:
    """Text of each parameter of a section; ``a, b : type`` counts for both."""
    told: dict[str, str] = {}
    names: list[str] = []
    for line in lines:
        if not line.startswith(" "):
            names = [name.strip().lstrip("*") for name in line.split(" :")[0].split(",")]
        for name in names:
            told[name] = told.get(name, "") + line + "\n"
    return told


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
ARRAYS = array_names(list(TREES.values()))


def test_public_functions_tell_parameters_returns_and_shapes() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path, tree in TREES.items()
        for family in [ast.get_docstring(tree) or "" if path == FAMILY_FILE else ""]
        for name, function, method in public_functions(tree)
        for fault in faults(name, function, method, ARRAYS, family)
    ]
    assert not found, "\n".join(found)


def test_public_functions_tell_the_errors_that_they_raise() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path, tree in TREES.items()
        for name, function, _ in public_functions(tree)
        for fault in raised(name, function)
    ]
    assert not found, "\n".join(found)


def test_public_records_tell_their_fields_and_the_shapes_of_arrays() -> None:
    records = [record for tree in TREES.values() for record in public_records(tree)]
    found = [fault for record in records for fault in record_faults(record, ARRAYS)]
    assert not found, "\n".join(found)
    assert len(records) > 50


RECORD = '''
@dataclass(frozen=True)
class Crowd:
    """People.

    Attributes
    ----------
    size : int
    wishes : float array (n,)
    """

    size: int
    wishes: Floats
    _hidden: int = 0
'''


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ("    size : int\n", "", "size is not in Attributes"),
        ("float array (n,)", "float array", "no shape of wishes"),
        ("Attributes\n    ----------", "Of it:", "wishes is not in Attributes"),
        ("class Crowd", "class _Crowd", None),
    ],
)
def test_the_check_finds_what_is_missing_in_a_record(old: str, new: str, fault: str | None) -> None:
    assert old in RECORD
    records = public_records(ast.parse(RECORD.replace(old, new)))
    found = [fault for record in records for fault in record_faults(record, ARRAYS)]
    assert bool(found) == (fault is not None)
    assert fault is None or any(fault in line for line in found), found


def test_the_check_finds_an_error_that_is_not_told() -> None:
    silent = 'def f() -> None:\n    """Do."""\n    raise ValueError("no")'
    told = silent.replace("Do.", "Do.\n\n    Raises\n    ------\n    ValueError\n    ")
    for text, wrong in ((silent, True), (told, False)):
        ((name, function, _),) = public_functions(ast.parse(text))
        assert bool(raised(name, function)) == wrong


def test_the_check_sees_the_functions_of_every_room() -> None:
    rooms = {"model", "engine", "scenario", "people", "experiments", "methods", "calibration"}
    seen = [path.parent.name for path, tree in TREES.items() for _ in public_functions(tree)]
    assert rooms <= set(seen)
    assert len(seen) > 200
    assert {"NDArray", "Floats", "Codes", "Flags", "FlatIndices", "Keys", "Totals"} <= ARRAYS


GOOD = '''
def scale(values: Floats, by: float) -> Floats:
    """Multiply.

    Parameters
    ----------
    values : float array (S, n)
    by : float

    Returns
    -------
    float array (S, n)
    """
'''


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ("by : float\n", "", "parameter by is not in Parameters"),
        ("by : float\n", "by : float\n    other : int\n", "there is no parameter other"),
        ("values : float array (S, n)", "values : float array", "no shape of values"),
        ('    float array (S, n)\n    """', '    float array\n    """', "has a shape"),
        ("values : float array (S, n)", "values : (float, float)", "no shape of values"),
        ("    Returns\n    -------\n", "", "no Returns or Yields"),
        ("-> Floats", "-> tuple[Floats, luck.Keys]", "has a shape"),
        ("-> Floats", "-> None", None),
        (GOOD[GOOD.index('"""') :], "...", "no docstring"),
    ],
)
def test_the_check_finds_what_is_missing(old: str, new: str, fault: str | None) -> None:
    assert old in GOOD
    ((name, function, method),) = public_functions(ast.parse(GOOD.replace(old, new)))
    found = faults(name, function, method, ARRAYS)
    assert bool(found) == (fault is not None)
    assert fault is None or any(fault in line for line in found), found


def test_only_functions_of_one_form_may_share_sections() -> None:
    text = 'def carts(crowd: Crowd) -> Moments:\n    """Carts left behind."""'
    family = ast.get_docstring(TREES[FAMILY_FILE]) or ""
    short = family.replace("Returns\n-------", "")

    def found(source: str, shared: str) -> list[str]:
        ((name, function, method),) = public_functions(ast.parse(source))
        return faults(name, function, method, ARRAYS, shared)

    assert not found(text, family)
    assert found(text, "")
    assert short != family
    assert found(text, short)
    assert found(text.replace("crowd: Crowd", "crowd: Crowd, side: int"), family)
    assert found(text.replace("Moments", "float"), family)


def test_the_check_leaves_out_only_private_names_and_properties() -> None:
    tree = ast.parse(
        "def _hidden(a): ...\n"
        "class _Hidden:\n    def seen(self): ...\n"
        "class Shown:\n"
        "    def __len__(self): ...\n"
        "    @property\n    def field(self): ...\n"
        "    def method(self): ...\n"
        "    @classmethod\n    def make(cls, text): ...\n"
        "    @staticmethod\n    def begin(people): ...\n"
    )
    seen = {name: list(_parameters(f, method)) for name, f, method in public_functions(tree)}
    assert seen == {"Shown.method": [], "Shown.make": ["text"], "Shown.begin": ["people"]}
