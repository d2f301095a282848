"""Beat on a machine whose clock is stepped: the rounds go on."""

import time

import pytest

from tests.faults.crew import Crew
from tests.faults.ground import waited

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]
SENT = "SELECT coalesce(sum(total_messages), 0) FROM pgmq.metrics_all()"
AFTER = 6  # seconds until the clock is stepped: the first rounds have come by then


@pytest.mark.parametrize("hours", [-1, 1])
def test_rounds_go_on_when_the_clock_is_stepped(ground, broker, post, hours):
    crew = Crew(
        rows=ground, broker_url=broker.broker_url, post_port=post.port,
        workers=0, beats=1, step=(AFTER, hours),
    )  # fmt: skip

    def sent():
        [(count,)] = broker.rows(SENT)
        return count

    begun, before = time.monotonic(), sent()
    crew.start()
    try:
        waited(lambda: sent() > before, within=AFTER, why="beat sends nothing")
        time.sleep(max(0.0, begun + AFTER + 2 - time.monotonic()))
        stepped = sent()
        waited(lambda: sent() >= stepped + 4, within=10, why=f"silent after {hours} h")
    finally:
        crew.end()
    assert crew.fell == []
