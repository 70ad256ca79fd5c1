"""Streamlit's front end as `@stlite/browser` ships it, less what this site never shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from deploy.static.sources import BuildError

ENTRY = "stlite.js"
UNUSED = (
    "ArrowVegaLiteChart",
    "Audio",
    "AudioInput",
    "Balloons",
    "CameraInput",
    "ChatInput",
    "DataFrame",
    "DeckGlJsonChart",
    "GraphVizChart",
    "Json",
    "MermaidChart",
    "Snow",
    "StreamlitSyntaxHighlighter",
    "Table",
    "Video",
)
"""Elements that no page has; their parts are loaded only when one is shown."""
CHANGES: Mapping[str, Mapping[str, str]] = {
    # The file of a download is in this browser already: no request for it may leave the page. One
    # that is made when it is asked for would even lead the page away.
    "DownloadButton": {
        'D?.length || y.checkSourceUrlResponse(z, "Download Button");': "",
        """let e = await L.requestDeferredFile(D), t = y.buildDownloadUrl(e.url);
			y.checkSourceUrlResponse(t, "Download Button"), h({
				filename: "",
				url: t,
				enforceDownloadInNewTab: I
			}).click();""": "await V((await L.requestDeferredFile(D)).url);",
    },
}
"""What is changed in a part of the front end: each text must be there exactly once."""
NAMED = re.compile(r"""["'`]\./((?:assets/)?[\w.-]+\.(?:js|css|wasm|woff2?|ttf))["'`]""")
IN_STYLE = re.compile(r"url\(\./(assets/[\w.-]+)\)")
STREAMLIT, LIBRARY = "streamlit-*.whl", "stlite_lib-*.whl"


def copy_front(build: Path, target: Path) -> tuple[str, ...]:
    """Copy what the site can reach of the front end, and its two wheels.

    Parameters
    ----------
    build : Path
        ``build/`` of the npm package.
    target : Path
        New folder.

    Returns
    -------
    tuple of str
        The copied files, by their place in the folder.
    """
    wanted = reachable(build)
    for name in wanted:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith((".js", ".css")):
            changes = CHANGES.get(name.partition("-")[0], {})
            path.write_text(patched(without_map(read(build, name)), changes), "utf-8")
        else:
            shutil.copyfile(build / name, path)
    (target / "wheels").mkdir(parents=True, exist_ok=True)
    wheels = [wheel(build / "wheels", kind) for kind in (STREAMLIT, LIBRARY)]
    for file in wheels:
        shutil.copyfile(file, target / "wheels" / file.name)
    return (*sorted(wanted), *(f"wheels/{file.name}" for file in wheels))


def reachable(build: Path) -> set[str]:
    """Return the files that the front end can load, less what belongs to unused elements alone."""
    waiting, reached = [ENTRY, "stlite.css"], set()
    while waiting:
        name = waiting.pop()
        if name in reached or not (build / name).is_file():
            continue
        reached.add(name)
        if name.endswith(".js"):
            waiting += [part for part in NAMED.findall(read(build, name)) if not unused(part)]
        elif name.endswith(".css"):
            waiting += IN_STYLE.findall(read(build, name))
    if ENTRY not in reached:
        raise BuildError(f"there is no {ENTRY} in the npm package")
    return reached


def unused(name: str) -> bool:
    """Return whether a part belongs to an element that no page has."""
    return name.partition("-")[0] in UNUSED


def wheel(folder: Path, kind: str) -> Path:
    """Return the one wheel of a kind."""
    wheels = sorted(folder.glob(kind))
    if len(wheels) != 1:
        raise BuildError(f"{folder.name} has {len(wheels)} files like {kind}, not one")
    return wheels[0]


def read(build: Path, name: str) -> str:
    """Return the text of a file of the front end."""
    return (build / name).read_text(encoding="utf-8")


def without_map(text: str) -> str:
    """Drop the pointer to a source map, which is not shipped."""
    return re.sub(r"\n//# sourceMappingURL=[\w.-]+\s*$", "\n", text)


def patched(text: str, changes: Mapping[str, str]) -> str:
    """Replace strings that must each occur exactly once, or raise BuildError."""
    for old, new in changes.items():
        if text.count(old) != 1:
            raise BuildError(f"the front end has {old[:60]!r} {text.count(old)} times, not once")
        text = text.replace(old, new)
    return text
