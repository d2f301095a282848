"""The second wall stands around every table of a case, and every way past it is on one list."""

import ast

import pytest
from django.apps import apps
from django.db import connection

from rows.acts import BEYOND
from tests.house.source import PACKAGES, modules, named

COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


# Of one person's desk, or named by a case's chain: their rows name no case and tell of some.
BY_PERSON_OR_CHAIN = {
    "accounts_notice", "audit_entry", "audit_chainhead", "removal_batch", "reports_export",
    "reports_exportpiece",
}  # fmt: skip


def _leads_to_a_case(model, seen=()):
    """Tell whether a row is of a case: it names one, or a row that does."""
    if model._meta.model_name == "case":
        return True
    return any(
        field.related_model not in seen
        and field.related_model._meta.app_label != "accounts"
        and field.related_model is not model
        and _leads_to_a_case(field.related_model, (*seen, model))
        for field in model._meta.concrete_fields
        if field.many_to_one or field.one_to_one
    )


def _of_a_case():
    models = [model for name in PACKAGES for model in apps.get_app_config(name).get_models()]
    found = {model._meta.db_table for model in models if _leads_to_a_case(model)}
    return found | BY_PERSON_OR_CHAIN


@pytest.mark.django_db
def test_every_table_of_a_case_is_walled_for_each_command_and_for_its_owner_too():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(DISTINCT upper(cmd)) FROM pg_class"
            " JOIN pg_policies ON tablename = relname AND schemaname = current_schema()"
            " WHERE relrowsecurity AND relforcerowsecurity AND permissive = 'PERMISSIVE'"
            " GROUP BY relname"
        )
        walled = {table: set(commands) for table, commands in cursor.fetchall()}

    assert dict.fromkeys(_of_a_case(), COMMANDS) == walled


@pytest.mark.django_db
def test_no_wall_has_two_doors_to_one_command():
    """Policies of one command are added up: a second would open what the first keeps shut."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, cmd FROM pg_policies WHERE schemaname = current_schema()"
            " GROUP BY tablename, cmd HAVING count(*) > 1"
        )
        assert cursor.fetchall() == []


def _named(func):
    return getattr(func, "id", getattr(func, "attr", ""))


def _calls(*names):
    """Give each call of these in the house's own source, with its file."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _named(node.func) in names:
                yield node, named(path)


def test_every_look_beyond_the_reader_is_on_the_list_with_its_reason_and_nothing_else_is():
    done = {ast.literal_eval(call.args[0]) for call, _ in _calls("house")}

    assert done == set(BEYOND) - {"a test"}  # which tests/conftest.py adds for themselves
    assert all(len(reason) > 20 for reason in BEYOND.values())


def test_only_ways_in_say_who_reads():
    """Any code could call itself another reader: only what knows who is there may."""
    found = {file for _, file in _calls("read_as", "reading_as", "streamed")}

    assert found == {"config/api_errors.py", "deadlines/views/ahead.py"}


@pytest.mark.django_db
def test_what_writes_rows_of_a_case_by_itself_looks_as_the_tables_owner():
    """A trigger that saw its writer's rows alone would guard those alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT proname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " WHERE NOT tgisinternal AND pronamespace = current_schema()::regnamespace"
            " AND (NOT prosecdef OR proconfig IS NULL)"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_the_web_owns_nothing_and_the_trail_is_only_read_and_entered():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
            " FROM pg_roles WHERE rolname = current_user"
        )
        name, *powers = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        owned = cursor.fetchone()
        cursor.execute(
            "SELECT table_name, array_agg(privilege_type::text ORDER BY privilege_type::text)"
            " FROM information_schema.role_table_grants WHERE grantee = current_user"
            " AND table_name IN ('audit_entry', 'audit_chainhead', 'audit_door',"
            " 'django_migrations') GROUP BY table_name"
        )
        trail = dict(cursor.fetchall())
        cursor.execute(
            "SELECT DISTINCT privilege_type::text FROM information_schema.role_table_grants"
            " WHERE grantee = current_user ORDER BY 1"
        )
        every = [privilege for (privilege,) in cursor.fetchall()]

    assert (name, powers, owned) == ("reclaim_web", [False] * 4, (0,))
    assert trail == {
        "audit_chainhead": ["SELECT"],
        "audit_door": ["INSERT"],
        "audit_entry": ["SELECT"],
        "django_migrations": ["SELECT"],
    }
    assert every == ["DELETE", "INSERT", "SELECT", "UPDATE"]
