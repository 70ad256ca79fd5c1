"""A drawing in SVG made safe: read strictly, and written anew from what is known to be harmless.

Shapes, colours, gradients and words are kept. Whatever else stands in the file is left out with all
that it holds: programs, addresses, animations, effects, further documents. A drawing that declares
entities is refused, as is one that is too large. What comes out is only ever shown as a picture
(``<img>``), in which a browser neither runs nor fetches anything either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

SVG = "http://www.w3.org/2000/svg"
MOST_BYTES = 300_000
MOST_ELEMENTS, MOST_DEPTH = 3_000, 40
MOST_RULES = 500
LARGEST = 100_000.0
"""Units of width and height; a drawing is shown a few centimetres wide whatever they are."""
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
GROUPS = frozenset({"svg", "g", "defs", "clipPath", "linearGradient", "radialGradient"})
KEPT = SHAPES | GROUPS | {"tspan", "stop"}
LOOKS = frozenset(
    {
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "clip-path"),
        *("clip-rule", "stop-color", "stop-opacity", "font-size", "font-weight", "font-style"),
        *("font-family", "text-anchor", "letter-spacing", "display", "visibility", "color"),
    }
)
"""What may stand as an attribute, in ``style``, or in a rule for a class."""
GEOMETRY = frozenset(
    {
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy"),
        *("dx", "dy", "width", "height", "transform", "viewBox", "offset", "id"),
        *("gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits"),
        "preserveAspectRatio",
    }
)
_PLAIN = re.compile(r"[\w\s#%.,+'\"-]*", re.ASCII)
_FUNCTIONS = re.compile(
    r"(?:rgba?|hsla?|matrix|translate|scale|rotate|skewX|skewY)\([\d\s.,%eE+-]*\)", re.ASCII
)
_REFERENCE = re.compile(r"url\(\s*['\"]?(#[\w-]{1,64})['\"]?\s*\)", re.ASCII)
_CLASS = re.compile(r"\.([\w-]{1,64})", re.ASCII)
_NUMBER = re.compile(r"\s*(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:px|pt|mm|cm|in)?\s*", re.ASCII)


class SvgError(ValueError):
    """A drawing that is refused; ``code`` is a code of a logo's faults."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Node:
    name: str
    attributes: dict[str, str]
    parts: list[_Node | str] = field(default_factory=list)


def safe_svg(data: bytes, widest: int, highest: int) -> bytes:
    """Return a drawing of shapes and words alone, of a size that fits.

    Parameters
    ----------
    data : bytes
        Hostile.
    widest, highest : int
        Pixels that what comes out takes at most.

    Raises
    ------
    SvgError
        ``svg_large``, ``svg_entities``, ``damaged`` or ``svg_empty``.
    """
    if len(data) > MOST_BYTES:
        raise SvgError("svg_large")
    root, rules = _Reader().read(data)
    x, y, width, height = _box(root.attributes)
    scale = min(widest / width, highest / height)
    root.attributes = {
        "xmlns": SVG,
        "viewBox": f"{x:g} {y:g} {width:g} {height:g}",
        "width": f"{max(1.0, width * scale):.0f}",
        "height": f"{max(1.0, height * scale):.0f}",
        **{name: value for name, value in _safe_attributes(root, rules) if name in LOOKS},
    }
    if not any(node.name in SHAPES for node in _nodes(root)):
        raise SvgError("svg_empty")
    return "".join(_as_text(root, rules, top=True)).encode()


class _Reader:
    """Reads the elements that are kept, and the rules for classes."""

    def __init__(self) -> None:
        self._open: list[_Node] = []
        self._root: _Node | None = None
        self._left_out = 0
        self._depth = self._count = 0
        self._style: list[str] | None = None
        self._rules: dict[str, dict[str, str]] = {}

    def read(self, data: bytes) -> tuple[_Node, Mapping[str, Mapping[str, str]]]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            if isinstance(error, SvgError):
                raise
            raise SvgError("damaged") from None
        if self._root is None:
            raise SvgError("damaged")
        return self._root, self._rules

    def _doctype(self, _name: str, _system: object, _public: object, internal_subset: int) -> None:
        if (
            internal_subset
        ):  # a plain reference to the DTD of SVG, which nobody fetches, is left out
            raise SvgError("svg_entities")

    def _entity(self, *_: object) -> None:
        raise SvgError("svg_entities")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MOST_DEPTH or self._count > MOST_ELEMENTS:
            raise SvgError("svg_large")
        space, _, name = full.rpartition(" ")
        first = self._root is None
        if first and (name != "svg" or space not in ("", SVG)):
            raise SvgError("damaged")
        if name == "style" and space in ("", SVG) and not self._left_out:
            self._style = []
        unknown = name not in KEPT or space not in ("", SVG) or (name == "svg" and not first)
        if self._left_out or unknown:
            self._left_out += 1
            return
        plain = {key: value for key, value in attributes.items() if " " not in key}
        node = _Node(name, plain)
        if first:
            self._root = node
        else:
            self._open[-1].parts.append(node)
        self._open.append(node)

    def _end(self, _full: str) -> None:
        self._depth -= 1
        if self._style is not None:
            self._learn("".join(self._style))
            self._style = None
        if self._left_out:
            self._left_out -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
        elif not self._left_out and self._open and self._open[-1].name in ("text", "tspan"):
            self._open[-1].parts.append(text)

    def _learn(self, sheet: str) -> None:
        """Take rules for single classes out of a style sheet; whatever else it says is left out."""
        first, *rest = sheet.split("/*")
        plain = first + " ".join(part.partition("*/")[2] for part in rest)
        for block in plain.split("}")[:MOST_RULES]:
            names, _, declarations = block.partition("{")
            for name in names.split(",")[:50]:
                match = _CLASS.fullmatch(name.strip())
                if match and "{" not in declarations:
                    self._rules.setdefault(match.group(1), {}).update(_declared(declarations))


def _declared(style: str) -> dict[str, str]:
    """Return the declarations of a style."""
    pairs = (declaration.partition(":") for declaration in style.split(";")[:100])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _safe_attributes(
    node: _Node, rules: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """Return the attributes of a node that are harmless; a style has the last word, as in SVG."""
    given = dict(node.attributes)
    for name in given.pop("class", "").split()[:20]:
        given.update(rules.get(name, {}))
    given.update(_declared(given.pop("style", "")))
    for name, value in given.items():
        kept = _value(name, value)
        if kept is not None:
            yield name, kept


def _value(name: str, value: str) -> str | None:
    """Return a value as it may stand in a drawing; None if it may not."""
    if name not in LOOKS | GEOMETRY:
        return None
    reference = _REFERENCE.fullmatch(value.strip())
    if reference:
        return f"url({reference.group(1)})" if name in ("fill", "stroke", "clip-path") else None
    return value if _PLAIN.fullmatch(_FUNCTIONS.sub(" ", value)) else None


def _box(attributes: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of what a drawing shows."""
    words = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        numbers = [float(word) for word in words] if len(words) == 4 else []
    except ValueError:
        numbers = []
    if not numbers:
        sides = [_NUMBER.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
        numbers = [0.0, 0.0, *(float(side.group(1)) if side else 0.0 for side in sides)]
    x, y, width, height = numbers
    legal = 0.0 < width <= LARGEST and 0.0 < height <= LARGEST
    if not legal or not abs(x) <= LARGEST or not abs(y) <= LARGEST:
        raise SvgError("svg_empty")
    return x, y, width, height


def _nodes(node: _Node) -> Iterator[_Node]:
    yield node
    for part in node.parts:
        if isinstance(part, _Node):
            yield from _nodes(part)


def _as_text(
    node: _Node, rules: Mapping[str, Mapping[str, str]], *, top: bool = False, clip: bool = False
) -> Iterator[str]:
    """Write a node; what cuts others is itself not cut, so that no chain of cuts can be built."""
    pairs = node.attributes.items() if top else _safe_attributes(node, rules)
    clip = clip or node.name == "clipPath"
    kept = [(name, value) for name, value in pairs if not (clip and name == "clip-path")]
    yield f"<{node.name}{''.join(f' {name}={quoteattr(value)}' for name, value in kept)}>"
    for part in node.parts:
        if isinstance(part, str):
            yield escape(part)
        else:
            yield from _as_text(part, rules, clip=clip)
    yield f"</{node.name}>"
