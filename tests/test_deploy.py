"""What is committed for who runs the site: the proxy's files, the container, the documents."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from streamlit.runtime import stats

from content import LANGUAGES
from deploy.prepare import pins
from deploy.proxy_files import COMPOSED, FOLDER, made, replicas

DEPLOY = FOLDER.parent


@pytest.mark.parametrize("name", made())
def test_a_file_of_the_proxy_is_what_its_command_writes(name: str) -> None:
    """Mend with `python -m deploy.proxy_files`."""
    assert (FOLDER / name).read_text(encoding="utf-8") == made()[name]


def test_each_replica_has_the_others_behind_it() -> None:
    told = replicas({"one": "a:1", "two": "b:2", "three": "c:3"})
    assert told.count("backup;") == 6
    assert told.count("33.33%") == 4
    for name in ("one", "two", "three"):
        assert f"upstream {name} {{" in told
        assert f"    {name} {name};" in told


@pytest.mark.parametrize("addresses", [{}, {"One": "a:1"}, {"one; }": "a:1"}, {"": "a:1"}])
def test_a_name_that_is_none_does_not_reach_the_proxy(addresses: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a name of up to 20"):
        replicas(addresses)


COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_service_has_no_rights_that_it_does_not_need(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["mem_limit"]
    user = service.get("user") or re.findall(r"^USER (.+)$", CONTAINER, re.MULTILINE)[-1]
    assert int(user.partition(":")[0]) > 0
    image = service["image"]
    assert "build" in service or re.search(r":\d+\.\d+(\.\d+)?-\w+$", image)


def test_only_the_proxy_is_reached_from_outside() -> None:
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert [name for name, one in services.items() if "outside" in one["networks"]] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_the_replicas_are_those_that_the_proxy_knows() -> None:
    services = COMPOSE["services"]
    known = {n: one.get("environment", {}).get("EXPLAINER_REPLICA") for n, one in services.items()}
    assert {name for name, said in known.items() if said} == set(COMPOSED)
    for name, address in COMPOSED.items():
        assert known[name] == name
        assert address == f"{name}:{re.search(r'^EXPOSE (.+)$', CONTAINER, re.MULTILINE)[1]}"


def test_secrets_are_asked_for_and_not_written_down() -> None:
    """Two replicas with secrets of their own would not trust each other's cookies."""
    for name in COMPOSED:
        said = COMPOSE["services"][name]["environment"]
        assert said["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${COOKIE_SECRET:?")
        assert ":${DATABASE_PASSWORD:?" in said["DATABASE_URL"]


def test_the_container_holds_what_the_site_imports_and_nothing_else_of_the_clone(top: Path) -> None:
    copied = {
        line.split()[1]
        for line in CONTAINER.splitlines()
        if line.startswith("COPY ") and "--" not in line
    }
    assert {"app.py", "pages", "content", "simulations", "explainer", "static"} <= copied
    assert all((top / name).exists() for name in copied)
    assert not copied & {".", "tests", ".git"}
    assert "--require-hashes" in CONTAINER
    assert re.search(r"^ARG PYTHON=python:\d+\.\d+\.\d+-slim-\w+$", CONTAINER, re.MULTILINE)


def test_an_image_is_built_from_nothing_but_what_it_copies(top: Path) -> None:
    """What the engine is sent holds no clone's history, no packages, no rooms and no secrets."""
    rules = (top / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in rules if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {line[1:] for line in rules if line.startswith("!")}
    copied = {
        line.split()[1].split("/")[0]
        for line in CONTAINER.splitlines()
        if line.startswith("COPY ") and "--" not in line
    }
    assert let_in == copied
    last = max(rules.index(f"!{name}") for name in let_in)
    for secret in (".streamlit/secrets.toml", "deploy/.env"):
        assert rules.index(secret) > last


def test_every_pinned_package_has_digests_of_the_same_version(top: Path) -> None:
    """Mend with `python -m deploy.hashes`."""
    wanted = set(pins(top / "requirements.txt"))
    told = (DEPLOY / "requirements.hashed.txt").read_text(encoding="utf-8")
    parts = re.findall(
        r"^([\w.-]+==[\w.]+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
        told,
        re.MULTILINE,
    )
    assert {pin for pin, _ in parts} == wanted


TONGUES = ("en", *LANGUAGES)


@pytest.mark.parametrize("language", TONGUES)
def test_the_page_for_who_runs_the_site_names_every_setting_and_each_metric(
    top: Path, language: str
) -> None:
    told = (DEPLOY / f"RUN.{language}.md").read_text(encoding="utf-8")
    code = "".join(
        file.read_text("utf-8")
        for part in ("explainer/**", "deploy")
        for file in top.glob(f"{part}/*.py")
    )
    settings = set(re.findall(r"[\"']((?:EXPLAINER|DATABASE)_[A-Z_]+)[\"']", code))
    assert {"EXPLAINER_FRAMES", "EXPLAINER_REPLICA", "DATABASE_URL"} <= settings
    assert {name for name in settings if f"`{name}`" not in told} == set()
    families = (stats.ACTIVE_SESSIONS_FAMILY, stats.SESSION_EVENTS_FAMILY,
                stats.SESSION_DURATION_FAMILY, stats.CACHE_MEMORY_FAMILY)  # fmt: skip
    assert all(f"`{name}`" in told for name in families)


def test_the_pages_for_who_runs_the_site_have_the_same_parts_and_commands() -> None:
    texts = [(DEPLOY / f"RUN.{one}.md").read_text(encoding="utf-8") for one in TONGUES]
    shapes = {(text.count("\n## "), text.count("\n| "), text.count("```sh")) for text in texts}
    assert len(shapes) == 1
    for text in texts:
        for file in re.findall(r"\]\(([^)]+)\)", text):
            assert (DEPLOY / file).exists(), file


def test_what_compose_asks_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text("utf-8")))
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    assert asked == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}\b"
    r"|(?i:password|passwd|secret|token|api_?key)[\"']?\s*[:=]\s*[\"']?[A-Za-z0-9+/_-]{24,}[\"']?\s*$"
    r"|://[^\s/:@$\"'{]+:(?=[^\s/@]*\d)[^\s/@$\"'{]{6,}@",
    re.MULTILINE,
)


def test_no_file_of_the_clone_holds_a_secret(top: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=top, capture_output=True, check=True, text=True
    )
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        file = top / name
        if name == "deploy/threats.toml":  # holds one that is none, to be found elsewhere
            continue
        if file.is_file() and b"\0" not in (data := file.read_bytes()):
            found += [
                f"{name}: {one[0][:80]}" for one in SECRET.finditer(data.decode("utf-8", "replace"))
            ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "COOKIE_SECRET=" + "0123456789abcdef" * 2,
        'password: "' + "q" * 30 + '"',
        "postgresql://rooms:" + "hunter2hunter2@database/rooms",
    ],
)
def test_a_secret_would_be_seen(text: str) -> None:
    assert SECRET.search(text)
