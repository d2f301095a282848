"""How long a letter is tried before it is given up: what the guides promise."""

from datetime import timedelta

import pytest

from accounts.rules.retries import MAIL_DEAD_AFTER, mail_again_after

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("jitter", "at_least", "at_most"), [(0.0, 2 * HOUR, 4 * HOUR), (1.0, 4 * HOUR, 5 * HOUR)]
)
def test_a_letter_is_tried_for_two_hours_at_least(jitter, at_least, at_most):
    waits = [mail_again_after(failed, jitter=jitter) for failed in range(1, MAIL_DEAD_AFTER)]

    assert at_least <= sum(waits, timedelta()) <= at_most


def test_no_wait_is_longer_than_an_hour():
    assert mail_again_after(1, jitter=1.0) == timedelta(seconds=30)
    assert mail_again_after(MAIL_DEAD_AFTER, jitter=1.0) == HOUR
