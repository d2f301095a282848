"""Nothing outside is fetched (ADR 0003)."""

import ast

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

from tests.house.source import modules, named

FETCHERS = ("requests", "httpx", "urllib3", "aiohttp", "urllib.request", "http.client")


# One runs on a person's own computer; an import contract keeps it out of the server (ADR 0038).
# The other is asked by the watchdog alone, for the address that its operator set (ADR 0045).
NOT_THE_SERVERS = {"evidence/fingerprint/posting.py", "deadlines/ping.py"}
OURS = [path for path in modules() if named(path) not in NOT_THE_SERVERS]


@pytest.mark.parametrize("path", OURS, ids=named)
def test_no_module_of_ours_can_fetch(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            assert not [a.name for a in node.names if a.name.startswith(FETCHERS)]
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith(FETCHERS)


def test_the_outside_ping_is_the_watchdogs_alone():
    askers = [named(path) for path in modules() if "deadlines.ping" in path.read_text()]

    assert askers == ["deadlines/management/commands/deadline_watchdog.py"]


def test_the_suite_itself_cannot_reach_outside():
    import socket

    with pytest.raises((SocketBlockedError, SocketConnectBlockedError)):
        socket.create_connection(("192.0.2.1", 80), timeout=0.2)
