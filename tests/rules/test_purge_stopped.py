"""Whatever stands against a purge has a sentence for afterwards."""

from keeping.rules import purging


def test_each_thing_that_stops_one_has_its_sentence():
    everything = purging.Standing("active", True, True, ["a clock"], ["R-1"])  # noqa: FBT003

    codes = {code for code, _ in purging.against(everything)}

    assert codes == set(purging.STOPPED)
    assert purging.why_stopped("of an older house") == "Something stood against it."
