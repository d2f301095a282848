"""Each process of the recipes in ops/ knows the database's logins that it needs, and no other."""

import re

import pytest

from tests.house.test_ops import OPS, OURS, UNITS

# Whom each process is in the database, by the files of its environment: never more than it needs.
OF_WHOM = {
    "web": (), "proxy": (), "seal": (),
    "tables": ("work", "owner"), "backup": ("owner",), "drill": ("owner",),
}  # fmt: skip


def of_whom(name):
    return list(OF_WHOM.get(name.rstrip("12@").removeprefix("reclaim-"), ("work",)))


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_container_knows_the_login_that_it_needs_and_no_other(name):
    files = OURS[name]["env_file"]
    given = [files] if isinstance(files, str) else files

    assert given == ["reclaim.env", *(f"{one}.env" for one in of_whom(name))]
    assert all((OPS / f"{one}.example").exists() for one in given)


@pytest.mark.parametrize("path", [one for one in UNITS if one.suffix == ".service"],
                         ids=lambda path: path.name)  # fmt: skip
def test_a_unit_knows_the_login_that_it_needs_and_no_other(path):
    given = re.findall(r"^EnvironmentFile=/etc/reclaim/(\w+)\.env$", path.read_text(), re.MULTILINE)

    first = ["seal"] if path.stem == "reclaim-seal" else ["reclaim"]  # of another machine
    assert given == [*first, *of_whom(path.stem)]
