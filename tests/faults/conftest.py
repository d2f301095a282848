"""One Postgres of the harness's own for all fault tests, filled from the suite's tables."""

import pytest
from django.db import connection
from pgmq.install import get_embedded_install_sql

from config.embedded import state
from tests.faults import caseload
from tests.faults.ground import KEYS, Ground
from tests.faults.hands import Hand
from tests.faults.post import Post
from tests.faults.scenarios import Stage


@pytest.fixture(scope="session")
def ground(django_db_setup):
    made = Ground(keys=state.home() / KEYS)
    try:
        made.fill_from(connection.settings_dict)
        with Hand(made.at) as hand:
            hand.do(caseload.furnish, within=600, migrate=False)
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def broker():
    """A broker of its own, which can be killed and emptied while the rows stand."""
    made = Ground()
    try:
        made.rows(get_embedded_install_sql())
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def stage(ground):
    """Four clocks of one case: two past everything, one warned of, one a day away."""
    made = Stage(ground, "stage", seconds=[-30, -20, 3000, 20 * 3600])
    made.warned = Stage(ground, "warned", seconds=[3600, 7200])
    return made


@pytest.fixture
def post():
    made = Post()
    yield made
    made.close()
