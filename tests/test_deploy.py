"""What is committed for who runs the site: the proxy's files, the container, the documents."""

from __future__ import annotations

import pytest

from deploy.proxy_files import FOLDER, made, replicas


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
