"""The builder's own decisions, without fetching anything."""

import hashlib
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from content import LANGUAGES, load_texts
from deploy.static import pages, sources
from deploy.static.application import is_shipped
from deploy.static.front import CHANGES, copy_front, patched, reachable
from deploy.static.packages import is_wanted, pack, stand_ins
from deploy.static.sources import HERE, INSIDE, TOP, BuildError, take_official
from explainer.view.business.client_page import offered
from explainer.view.shell.sitemap import PAGES

PIN = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)


def pins(file: Path) -> dict[str, str]:
    return dict(PIN.findall(file.read_text("utf-8")))


def test_the_browser_gets_the_packages_of_the_server_where_both_have_them():
    own, server = pins(HERE / "requirements.txt"), pins(TOP / "requirements.txt")
    shared = own.keys() & server.keys()
    assert {"babel", "faker", "markupsafe", "plotly", "xlsxwriter"} <= shared
    assert {name: own[name] for name in shared} == {name: server[name] for name in shared}


@pytest.mark.parametrize("name", ["requirements.txt", "carrier.txt"])
def test_every_wheel_is_pinned_by_hash(name):
    text = (HERE / name).read_text("utf-8")
    assert len(PIN.findall(text)) == len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", text)) > 0


def test_every_npm_package_is_locked_by_integrity_and_names_no_host():
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    lock = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock.pop("")["dependencies"] == wanted
    assert all(one["integrity"].startswith("sha512-") for one in lock.values())
    assert not any("resolved" in one for one in lock.values())


def carrier(folder: Path, data: bytes) -> Path:
    file = folder / "carrier.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{INSIDE}numpy.whl", data)
    return file


def lock(folder: Path, data: bytes) -> Path:
    file = folder / "pyodide-lock.json"
    entry = {"file_name": "numpy.whl", "sha256": hashlib.sha256(data).hexdigest()}
    file.write_text(json.dumps({"packages": {"numpy": entry}}), "utf-8")
    return file


def test_a_carried_file_is_taken_when_it_is_the_official_one(tmp_path):
    found = take_official(
        carrier(tmp_path, b"x"), lock(tmp_path, b"x"), tmp_path / "out", ["numpy"]
    )
    assert found["numpy"].read_bytes() == b"x"


def test_a_carried_file_that_is_not_the_official_one_ends_the_build(tmp_path):
    changed = carrier(tmp_path, b"y"), lock(tmp_path, b"x"), tmp_path / "out", ["numpy"]
    with pytest.raises(BuildError, match="not the file that Pyodide published"):
        take_official(*changed)
    assert not (tmp_path / "out" / "numpy.whl").exists()


def test_fetched_files_are_kept_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv(sources.CACHE_SETTING, str(tmp_path))
    assert sources.cache_folder() == tmp_path
    monkeypatch.delenv(sources.CACHE_SETTING)
    assert sources.cache_folder() == TOP / ".artifacts" / "static-cache"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("numpy/_core/tests/test_x.py", False),
        ("numpy/_core/numeric.py", True),
        ("pandas/_libs/lib.cpython-313-wasm32-emscripten.so", True),
        ("babel/locale-data/es_MX.dat", True),
        ("babel/locale-data/pt_BR.dat", True),
        ("babel/locale-data/de.dat", False),
        ("babel/locale-data/est.dat", False),
        ("faker/providers/person/es_CO/__init__.py", True),
        ("faker/providers/person/fr_FR/__init__.py", False),
        ("faker/providers/person/__init__.py", True),
        ("plotly/package_data/plotly.min.js", False),
        ("plotly-7.1.0.data/data/share/x.js", False),
        ("babel-2.18.0.dist-info/METADATA", True),
        ("babel-2.18.0.dist-info/RECORD", False),
        ("markupsafe/_native.py", True),
        ("markupsafe/_speedups.cpython-313-x86_64-linux-gnu.so", False),
    ],
)
def test_packages_are_cut_to_what_the_site_uses(name, wanted):
    assert is_wanted(name) is wanted


@pytest.mark.parametrize(
    ("name", "shipped"),
    [
        ("explainer/view/shell/menu.py", True),
        ("explainer/view/front/site.py", False),
        ("content/es/pages/model.md", True),
        ("simulations/RULES.md", False),
        ("simulations/scenario/presets.toml", True),
        ("explainer/view/__pycache__/x.pyc", False),
    ],
)
def test_the_browser_gets_what_the_site_needs_and_no_server(name, shipped):
    assert is_shipped(Path(name)) is shipped


def test_every_country_of_the_site_keeps_its_names_and_numbers():
    presets = tomllib.loads((TOP / "simulations/scenario/presets.toml").read_text("utf-8"))
    for country in presets["country"]:
        code = country.replace("-", "_")
        assert is_wanted(f"babel/locale-data/{code}.dat")
        assert is_wanted(f"faker/providers/person/{code}/__init__.py")


def test_the_same_files_make_the_same_archive(tmp_path):
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.txt").write_text("2", "utf-8")
    (folder / "one.txt").write_text("1", "utf-8")
    pack(folder, tmp_path / "first.zip")
    (folder / "one.txt").touch()
    pack(folder, tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert archive.namelist() == ["b/two.txt", "one.txt"]


def test_stand_ins_have_a_name_and_a_version_and_no_code(tmp_path):
    stand_ins(tmp_path)
    assert not list(tmp_path.rglob("*.py"))
    assert "Name: altair" in next(tmp_path.glob("altair-*/METADATA")).read_text("utf-8")


def front_end(folder: Path) -> Path:
    build = folder / "build"
    (build / "wheels").mkdir(parents=True)
    (build / "assets").mkdir()
    (build / "stlite.js").write_text('import("./DeckGl-1.js"); import("./Button-1.js");\n', "utf-8")
    (build / "stlite.js").write_text(
        'import("./DeckGlJsonChart-1.js"); import("./Button-1.js");\n//# sourceMappingURL=a.js.map',
        "utf-8",
    )
    (build / "DeckGlJsonChart-1.js").write_text('import("./only-deck.js")', "utf-8")
    (build / "only-deck.js").write_text("", "utf-8")
    (build / "Button-1.js").write_text("export {}", "utf-8")
    (build / "stlite.css").write_text("a{src:url(./assets/1.woff2)}", "utf-8")
    (build / "assets" / "1.woff2").write_bytes(b"font")
    for name in ("streamlit-1.62.0-py3-none-any.whl", "stlite_lib-0.1.0-py3-none-any.whl"):
        (build / "wheels" / name).write_bytes(b"wheel")
    return build


def test_parts_that_only_an_unused_element_loads_are_left_out(tmp_path):
    build = front_end(tmp_path)
    assert reachable(build) == {"stlite.js", "stlite.css", "Button-1.js", "assets/1.woff2"}
    copied = copy_front(build, tmp_path / "out")
    assert {str(f.relative_to(tmp_path / "out")) for f in (tmp_path / "out").rglob("*.*")} == set(
        copied
    )
    assert "sourceMapping" not in (tmp_path / "out" / "stlite.js").read_text("utf-8")


def test_a_change_of_the_front_end_must_fit_exactly_once():
    assert patched("a b c", {"b": "x"}) == "a x c"
    for text in ("a c", "b b"):
        with pytest.raises(BuildError, match="not once"):
            patched(text, {"b": "x"})
    assert all(CHANGES.values())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_plain_pages_have_all_words_with_their_numbers(language):
    said = pages.words(language, "58")
    assert "58" in said["size"]
    assert "58" in said["offline"]["what"]
    assert "{share}" in said["offline"]["saving"]
    assert set(said["stages"]) == set(pages.STAGE_SHARES)
    assert "{" not in json.dumps({**said, "offline": {}}, ensure_ascii=False)[1:-1].replace(
        '"stages": {', ""
    ).replace('"offline": {', "")


def test_the_shares_of_the_stages_are_a_whole():
    assert sum(pages.STAGE_SHARES.values()) == pytest.approx(1.0)
    assert tuple(pages.STAGE_SHARES) == pages.STAGES


def test_the_pages_name_every_address_and_the_worker_every_file(tmp_path):
    slugs = [place.slug for place in PAGES]
    (tmp_path / "pyodide").mkdir()
    (tmp_path / "pyodide" / "site.zip").write_bytes(b"x" * 2_000_000)
    pages.write_pages(tmp_path, {"archives": [], "reading": {}}, slugs)
    whole = (tmp_path / "index.html").read_text("utf-8")
    assert "@" not in re.sub(r"@font-face|@media", "", whole)
    raw = re.search(r'id="edition">(.*?)</script>', whole, re.DOTALL)
    assert raw is not None
    assert json.loads(raw[1])["slugs"] == slugs
    for slug in filter(None, slugs):
        assert (tmp_path / slug / "index.html").exists()
    worker = (tmp_path / "sw.js").read_text("utf-8")
    files = json.loads(re.search(r"JSON.parse\(`(.*)`\);", worker)[1])["FILES"]
    assert {"index.html", "pyodide/site.zip", "start/start.js", "offline/index.html"} <= set(files)
    assert all((tmp_path / name).is_file() for name in files)
    assert "sim/index.html" not in files  # the worker answers inner addresses with the first page


def test_pages_that_are_read_stand_beside_the_application(tmp_path):
    built, target = tmp_path / "built", tmp_path / "target"
    for name in ("es/index.html", "pt/index.html", "assets/a.css", "index.html", "robots.txt"):
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text(name, "utf-8")
    target.mkdir()
    assert pages.copy_reading(built, target) == {"es": "es/", "pt": "pt/"}
    assert (target / "assets" / "a.css").exists()
    assert not (target / "index.html").exists()
    with pytest.raises(BuildError, match="both have assets"):
        pages.copy_reading(built, target)


def test_a_clone_that_builds_no_pages_to_read_says_that_there_are_none(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "READING", "explainer.no_such_edition")
    assert pages.add_reading(tmp_path, tmp_path / "work") == {}


def test_the_version_of_the_worker_follows_the_contents(tmp_path):
    versions = []
    for contents in ("1", "2", "1"):
        (tmp_path / "index.html").write_text(contents, "utf-8")
        pages.write_worker(tmp_path, [""])
        worker = (tmp_path / "sw.js").read_text("utf-8")
        versions.append(re.search(r'VERSION = "(\w{16})"', worker)[1])
    assert versions[0] == versions[2] != versions[1]


def test_words_cannot_end_the_script_that_holds_them():
    assert "<" not in pages.as_json({"a": "</script><b>"})
    assert json.loads(pages.as_json({"a": "</script>"})) == {"a": "</script>"}


def test_slides_are_offered_where_they_can_be_written():
    assert offered(static=False) == ("pptx", "xlsx", "html")
    assert offered(static=True) == ("xlsx", "html")


def test_every_edition_says_that_it_keeps_the_page_waiting():
    for language in LANGUAGES:
        texts = load_texts(language)
        assert texts("edition.frozen") != texts("experiments.takes.some")
        assert "5" in texts("edition.heavy", seconds="5")
