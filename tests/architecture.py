"""Checks of source text: each takes sources and returns what is wrong, one line for each."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

LINE_LIMITS = {"app.py": 60, "pages": 80, "*": 400}
MOST_MODULES = 20

BELOW = ("simulations", "content", "explainer.edition")
DATA = ("numpy", "pandas")
# From results to files; each may import those before it, none of them Streamlit.
ROOMS = tuple(
    f"explainer.{room}"
    for room in ("results", "narration", "figures", "exports", "reading", "business", "workshop")
)
# What each part may import besides itself and the standard library. The first match counts.
PERMITTED = {
    # A company's own orders, in files of any encoding and in workbooks.
    "simulations.orders": {
        *("simulations", "numpy", "scipy", "charset_normalizer", "python_calamine"),
    },
    "simulations": {"numpy", "pandas", "scipy", "faker", "distributed"},
    "content": {"babel", "markdown_it", "markupsafe"},
    "explainer.results": {*BELOW, *DATA},
    "explainer.narration": {*BELOW, *DATA, "explainer.results"},
    "explainer.figures": {*BELOW, *DATA, *ROOMS[:2], "plotly", "segno"},
    "explainer.exports": {
        *(*BELOW, *DATA, *ROOMS[:3]),
        *("PIL", "plotly", "pptx", "resvg_py", "xlsxwriter"),
    },
    "explainer.reading": {*BELOW, *DATA, *ROOMS[:4]},
    "explainer.business": {*BELOW, *DATA, *ROOMS[:5]},
    "explainer.workshop": {*BELOW, *DATA, *ROOMS[:6], "sqlalchemy"},
    # Another way to show what the view shows: it knows the same pages, addresses and titles.
    "explainer.reading_edition": {
        *(*BELOW, *DATA, *ROOMS, "jinja2"),
        *(f"explainer.view.shell.{name}" for name in ("language", "links", "sitemap", "titles")),
    },
    "explainer.view.front": {*BELOW, *DATA, "explainer", "streamlit", "starlette", "uvicorn"},
    "explainer.view": {*BELOW, *DATA, "explainer", "streamlit", "plotly", "babel", "markdown_it"},
    "explainer": set(),
    "pages": {"simulations", "content", "explainer", "streamlit", "numpy", "pandas"},
    "app": {"simulations", "content", "explainer", "streamlit"},
}
# These fail in the browser edition: only inside the function that needs them, if at all.
LATE = {
    *("threading", "multiprocessing", "concurrent", "subprocess", "sqlite3", "socket"),
    *("asyncio", "ssl", "lzma", "sqlalchemy", "pyarrow", "distributed"),
}
# Words become HTML as what is put into Markup, which escapes them; where they are escaped by hand:
ESCAPED_BY_HAND = {
    "explainer/figures/charts/text_layout.py": "Plotly reads a few tags of its own, not HTML",
    "explainer/view/front/proxy_pages.py": "written once, before anything is served",
    "explainer/view/front/shell.py": "a template of Streamlit's own that is changed in place",
}
# Drawings are made of numbers by the thousand: f-strings inside, Markup at their border.
DRAWN = ("explainer/figures/", "explainer/exports/pitch/drawings.py")
CHANGES = {
    *("append", "add", "extend", "insert", "update", "setdefault", "pop", "popitem"),
    *("clear", "remove", "discard"),
}
# Words that read as a story and not as code, with what to write; see ``misleading_names``.
MISLEADING = {
    **dict.fromkeys(
        ("told", "tell", "say", "says"), "what it holds or writes: words, values, summary"
    ),
    **dict.fromkeys(("way", "ways"), "link, direction, route"),
    **dict.fromkeys(("place", "places"), "index, column, page, digits"),
    **dict.fromkeys(("piece", "pieces"), "capability, part"),
    **dict.fromkeys(("turn", "turns"), "scheduler, crossing"),
    **dict.fromkeys(("move", "moved"), "change, step"),
    **dict.fromkeys(("odds",), "chance"),
    **dict.fromkeys(("hundred",), "per_hundred, sample"),
    **dict.fromkeys(("pick", "picked"), "choose, selection"),
    **dict.fromkeys(("frame",), "table, data_frame"),
    **dict.fromkeys(("sketch",), "record"),
    **dict.fromkeys(("aftermath",), "relationship"),
    **dict.fromkeys(("crew",), "workers"),
    **dict.fromkeys(("lives",), "shoppers, states, traces"),
    **dict.fromkeys(("nearest",), "closest by which measure"),
    **dict.fromkeys(("now", "here", "there"), "the thing itself: page, file, state"),
}
# Where the word is the usual one, or what is public is called by it.
USUAL = {
    "content/cards.py": ("place",),  # of publication, as bibliographies say
    "content/references.py": ("place",),
    "explainer/view/front/logs.py": ("frame",),  # of a stack
    "explainer/view/lessons/lesson_steps.py": ("pieces",),  # a step, by its name in the address
    "explainer/view/lives/lives_page.py": ("lives",),  # the page of twin lives
    "explainer/view/server/files.py": ("now",),  # a time
    "pages/lives.py": ("lives",),
    "simulations/__main__.py": ("_frame",),  # of a stack
    "simulations/commands/lives.py": ("lives",),  # a command
    "simulations/commands/move.py": ("move",),
}
# The brackets keep these lines from matching themselves.
TRACES = re.compile(
    rb"/[h]ome/\w|/[U]sers/\w|/[r]oot/|/[w]ork/(main|shared)|/[t]mp/\w|[A-Z]:[\\]Users"
    rb"|[i]ndex-url|//(pypi|registry|artifactory|nexus)[.]|[p]ypi[.]org"
)


@dataclass(frozen=True)
class Source:
    """The text of one Python file at a path below the top folder."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.module if self.path.endswith("__init__.py") else self.module.rpartition(".")[0]

    def imports(self) -> Iterator[tuple[str, int, bool]]:
        """Yield each imported module's full name, its line, and whether at import time."""
        late = {
            inner
            for outer in ast.walk(self.tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) or types_only(outer)
            for inner in ast.walk(outer)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno, node not in late
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    parents = self.package.split(".")
                    kept = parents[: len(parents) - node.level + 1]
                    base = ".".join([*kept, *filter(None, [node.module])])
                # `from explainer import view` imports explainer.view, not only explainer.
                whole = {"explainer", ""}
                names = [f"{base}.{a.name}".strip(".") for a in node.names]
                for name in names if base in whole else [base]:
                    yield name, node.lineno, node not in late

    def imported_packages(self) -> set[str]:
        return {name.split(".")[0] for name, _, _ in self.imports()}


def types_only(node: ast.AST) -> bool:
    """Tell whether this is an `if TYPE_CHECKING:` without an else."""
    return isinstance(node, ast.If) and not node.orelse and dotted(node.test) == "TYPE_CHECKING"


def within(module: str, part: str) -> bool:
    return module == part or module.startswith(part + ".")


def forbidden_imports(source: Source) -> list[str]:
    part = next(part for part in PERMITTED if within(source.module, part))
    own = {part} - {"pages", "app"}
    permitted = PERMITTED[part] | own
    found = []
    for name, line, early in source.imports():
        first = name.split(".")[0]
        if first in sys.stdlib_module_names or first == "__future__":
            wrong = early and first in LATE
        else:
            wrong = not any(within(name, one) for one in permitted) or (early and first in LATE)
        if wrong:
            found.append(f"{source.path}:{line}: {name} may not be imported here")
    return found


def unsafe_markup(source: Source) -> list[str]:
    """Find words that are escaped by hand, and HTML that nothing has escaped."""
    if not source.path.startswith("explainer/"):
        return []
    found = []
    for node in ast.walk(source.tree):
        by_hand = (isinstance(node, ast.Attribute) and dotted(node) == "html.escape") or (
            isinstance(node, ast.ImportFrom)
            and node.module == "html"
            and "escape" in {one.name for one in node.names}
        )
        if by_hand and source.path not in ESCAPED_BY_HAND:
            found.append(f"{source.path}:{node.lineno}: put words into Markup instead of escaping")
        if (
            isinstance(node, ast.Call)
            and dotted(node.func) == "Markup"
            and any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in node.args)
            and not source.path.startswith(DRAWN)
        ):
            found.append(f"{source.path}:{node.lineno}: words in Markup that nothing has escaped")
        if reaches_in(node):
            found.append(f"{source.path}:{node.lineno}: a template reaches into what it is given")
    return found


def reaches_in(node: ast.AST) -> bool:
    """Whether this fills a template of HTML that has a place like ``{a.b}`` or ``{a[b]}``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    template = node.func.value
    if not (
        node.func.attr == "format"
        and isinstance(template, ast.Call)
        and dotted(template.func) == "Markup"
        and template.args
        and isinstance(template.args[0], ast.Constant)
    ):
        return False
    places = string.Formatter().parse(template.args[0].value)
    return any(set(name or "") & set(".[") for _, name, _, _ in places)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def forbidden_calls(source: Source) -> list[str]:
    """Find what blocks a page, global randomness, and caches that grow without end."""
    found = []
    for node in ast.walk(source.tree):
        name = ""
        if isinstance(node, ast.Call):
            name = dotted(node.func)
        bounded = isinstance(node, ast.Call) and "max_entries" in {k.arg for k in node.keywords}
        decorators = getattr(node, "decorator_list", [])
        bare = any(dotted(d).endswith("st.cache_data") for d in decorators)
        if (
            name in {"time.sleep", "sleep", "asyncio.run", "st.write_stream"}
            or re.match(r"(np|numpy)\.random\.(?!default_rng|Generator|Philox|PCG64|SeedS)", name)
            or (name.endswith("st.cache_data") and not bounded)
            or bare
        ):
            found.append(f"{source.path}:{node.lineno}: {name or 'unbounded st.cache_data'}")
    return found


def mutated_globals(source: Source) -> list[str]:
    """Find functions that change a value of their module: all visitors would share it."""
    names = set()
    for statement in source.tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    found = []
    for function in ast.walk(source.tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        nodes = list(ast.walk(function))
        local = {
            *(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)),
            *(n.arg for n in nodes if isinstance(n, ast.arg)),
        }
        for node in nodes:
            changed = ""
            if isinstance(node, ast.Global):
                changed = node.names[0]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                changed = dotted(node.func.value) if node.func.attr in CHANGES else ""
            elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
                changed = dotted(node.value)
            if changed in names and (changed not in local or isinstance(node, ast.Global)):
                found.append(f"{source.path}:{node.lineno}: {changed} is changed")
    return found


def too_long(source: Source) -> list[str]:
    limit = LINE_LIMITS.get(source.path.split("/")[0], LINE_LIMITS["*"])
    lines = len(source.text.splitlines())
    return [f"{source.path}: {lines} lines, at most {limit}"] if lines > limit else []


def foreign_pages(source: Source) -> list[str]:
    """Find what makes Streamlit write the browser's address, which has one owner."""
    owned = {"st.navigation", "st.Page", "st.switch_page", "st.page_link"}
    written = {f"st.query_params.{name}" for name in ("from_dict", "clear", "update")}
    found = []
    for node in ast.walk(source.tree):
        wrong = isinstance(node, ast.Call) and dotted(node.func) in owned | written
        wrong |= (
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Store)
            and dotted(node.value) == "st.query_params"
        )
        if wrong:
            found.append(f"{source.path}:{node.lineno}: the address belongs to widgets/address.py")
    return found


def traces_of_a_machine(name: str, content: bytes) -> list[str]:
    if b"\0" in content:
        return []
    return [
        f"{name}:{number}: {match[0].decode(errors='replace')}"
        for number, line in enumerate(content.splitlines(), 1)
        if (match := TRACES.search(line))
    ]


def circles(sources: list[Source]) -> list[str]:
    """Find files that import each other in a circle; imports inside functions count as well."""
    modules = {source.module for source in sources}
    graph = {source.module: imported_modules(source, modules) for source in sources}
    found = []
    done: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        if start not in done:
            follow(start, graph, path, done, found)
    return found


def imported_modules(source: Source, modules: set[str]) -> set[str]:
    """Return the files that a file names in its imports, those for types alone among them."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else node.module)
    return (found & modules) - {source.module}


def follow(
    module: str, graph: dict[str, set[str]], path: list[str], done: set[str], found: list[str]
) -> None:
    """Walk the imports depth first; what is met again on the way there closes a circle."""
    if module in path:
        found.append(" → ".join([*path[path.index(module) :], module]))
        return
    if module in done:
        return
    path.append(module)
    for other in sorted(graph[module]):
        follow(other, graph, path, done, found)
    path.pop()
    done.add(module)


def misleading_names(source: Source) -> list[str]:
    """Find files, functions, classes, parameters and variables whose name says nothing of them."""
    stem = source.path.rpartition("/")[2].removesuffix(".py")
    defined = [(stem, 1)]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined.append((node.name, node.lineno))
        elif isinstance(node, ast.arg):
            defined.append((node.arg, node.lineno))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.append((node.id, node.lineno))
    return [
        f"{source.path}:{line}: {name}: better {MISLEADING[word]}"
        for name, line in defined
        if (word := name.strip("_").lower()) in MISLEADING
        and name not in USUAL.get(source.path, ())
    ]


def crowded_rooms(paths: list[str]) -> list[str]:
    """Find folders with more modules than a newcomer overlooks."""
    rooms: dict[str, int] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name.endswith(".py") and name != "__init__.py":
            rooms[folder] = rooms.get(folder, 0) + 1
    return [f"{room}: {n} modules" for room, n in sorted(rooms.items()) if n > MOST_MODULES]
