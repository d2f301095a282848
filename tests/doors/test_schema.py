"""The OpenAPI document: every route of the API is in it, with everything that it may answer."""

import io
import re

import pytest
import yaml
from django.core.management import call_command
from django.urls import URLResolver, get_resolver
from drf_spectacular.drainage import GENERATOR_STATS

from accounts.rules.step_up import ASKED, is_asked

ABOUT_ITSELF = {"/api/v1/schema/", "/api/v1/docs/"}
ALWAYS = {"401", "403"}
OF_A_COMMAND = {"400", "404", "409", "413", "415"}


@pytest.fixture(scope="module")
def document():
    """Generate it as the command does: a warning or an error fails."""
    GENERATOR_STATS.reset()
    out = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def routes(patterns=None, prefix="/"):
    """Give every route of the API in the URLconf, as the document writes it, with its methods."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + _template(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, whole)
        elif whole.startswith("/api/v1/") and whole not in ABOUT_ITSELF:
            yield whole, _methods(pattern.callback)


def _template(route):
    """Turn `^cases/(?P<code>[^/.]+)/$` and `complaints/<uuid:pk>/` into `cases/{code}/`."""
    bare = re.sub(r"^\^|\$$|\\Z$", "", route)
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", bare)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named).replace("\\", "")


def _methods(view):
    actions = getattr(view, "actions", None)
    if actions is not None:
        return set(actions) - {"head"}
    return {method for method in view.cls.http_method_names if hasattr(view.cls, method)} - {
        "options", "head",
    }  # fmt: skip


def as_written(path):
    """The document calls the key of a row `id`; the URLconf calls it `pk`."""
    return re.sub(r"\{(pk|id)\}", "{id}", path)


def operations(document):
    return {
        (as_written(path), method): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def test_every_route_of_the_api_is_in_the_document_and_no_other(document):
    served = {(as_written(path), method) for path, methods in routes() for method in methods}

    assert len(served) > 50
    assert set(operations(document)) == served


def test_every_operation_says_what_it_may_refuse_and_how(document):
    schemas = {"400": "Invalid"}
    for (path, method), operation in operations(document).items():
        answers = operation["responses"]
        wanted = ALWAYS | (OF_A_COMMAND if method == "post" else set())
        wanted |= {"404"} if "{" in path else set()
        assert wanted <= set(answers), (method, path)
        for code in wanted:
            assert set(answers[code]["content"]) == {"application/json"}, (path, code)
            shape = answers[code]["content"]["application/json"]["schema"]
            assert shape["$ref"].rpartition("/")[2] == schemas.get(code, "Refusal"), (path, code)


def test_every_operation_says_what_it_gives_and_what_it_does(document):
    for (path, method), operation in operations(document).items():
        given = [code for code in operation["responses"] if code.startswith("2")]
        assert given, (method, path)
        assert all(operation["responses"][code].get("content") for code in given), (method, path)
        assert operation.get("description"), (method, path)


def test_every_list_tells_its_filters_and_that_a_wrong_one_is_refused(document):
    for (path, method), operation in operations(document).items():
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        if "cursor" not in names:
            continue
        assert method == "get", path
        assert "page_size" in names
        if names != {"cursor", "page_size"}:
            assert {"400", "404"} <= set(operation["responses"]), path


def test_a_command_that_may_come_twice_tells_of_its_key(document):
    keyed = {
        path
        for (path, _), operation in operations(document).items()
        if any(each["name"] == "Idempotency-Key" for each in operation.get("parameters", ()))
    }

    root = "/api/v1/"
    creates = {f"{root}{name}/" for name in ("cases", "evidence", "removal-requests", "complaints")}
    moves = {f"{root}removal-requests/{{id}}/{act}/" for act in ("receipt", "answer", "outcome")}
    assert creates | moves | {f"{root}evidence/{{id}}/outcome/"} <= keyed
    for (path, method), operation in operations(document).items():
        if path in keyed and method == "post":
            assert "Refusal" in str(operation["responses"]["422"]), path


def asked_again(patterns=None, prefix="/", space=""):
    """Give what the table of fresh proofs names, as the document writes it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = prefix + _template(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from asked_again(pattern.url_patterns, whole, pattern.namespace or space)
        elif space == "api" and f"api:{pattern.name}" in ASKED:
            for method in _methods(pattern.callback):
                if is_asked(f"api:{pattern.name}", method.upper()):
                    yield as_written(whole), method


def test_each_operation_that_asks_for_a_code_says_so_and_no_other(document):
    wanted = set(asked_again())
    told = {
        at
        for at, operation in operations(document).items()
        if "X-Step-Up" in {each["name"] for each in operation.get("parameters", ())}
    }

    assert len(wanted) > 20
    assert told == wanted
    for at, operation in operations(document).items():
        answer = operation["responses"]["403"]
        examples = answer["content"]["application/json"].get("examples", {})
        assert ("step_up_needed" in answer["description"]) is (at in wanted), at
        assert ("step_up_needed" in str(examples)) is (at in wanted), at


def test_no_operation_reads_anything_but_json(document):
    for (path, _), operation in operations(document).items():
        if "requestBody" in operation:
            assert set(operation["requestBody"]["content"]) == {"application/json"}, path


def test_a_moment_and_a_choice_are_told_as_such(document):
    receipt = document["components"]["schemas"]["RecordReceiptRequest"]["properties"]
    clock = document["components"]["schemas"]["ClockRow"]["properties"]

    assert receipt["received_at"]["format"] == "date-time"
    assert receipt["basis"]["$ref"].endswith("/ReceiptBasis")
    assert document["components"]["schemas"]["ClockState"]["enum"] == [
        "running", "unproven", "late", "closed",
    ]  # fmt: skip
    assert "ClockState" in str(clock["state"])
