"""Django's own questions before production, and ours: none is left open, and none is silenced."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks

from tests.house.source import ROOT

PRODUCTION = {
    "RECLAIM_HTTPS": "true",
    "RECLAIM_ADDRESS": "https://desk.agency.example",
    "RECLAIM_HOSTS": "desk.agency.example",
    "RECLAIM_ORIGINS": "https://desk.agency.example",
    "RECLAIM_MAIL_DOMAINS": "agency.example",
    "DATABASE_URL": "postgres://reclaim_web@127.0.0.1:1/reclaim",
    "RECLAIM_OWNER_URL": "postgres://reclaim@127.0.0.1:1/reclaim",
}


ASK = """
import sys, django
from django.conf import settings
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
from accounts import devices
print(*(getattr(settings, name) for name in sys.argv[1:]), devices.COOKIE,
      settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_DOMAIN is None)
"""


def bare() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}


def check(tmp_path, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**bare(), "RECLAIM_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def test_a_house_set_up_for_production_leaves_no_warning(tmp_path):
    asked = check(tmp_path, **PRODUCTION)

    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "no issues (0 silenced)" in asked.stdout + asked.stderr


def test_one_that_is_not_is_told_so(tmp_path):
    asked = check(tmp_path, **{**PRODUCTION, "RECLAIM_HTTPS": "false"})

    assert asked.returncode == 1
    assert "reclaim.E008" in asked.stderr


@pytest.mark.parametrize(("address", "warned"), [("", True), ("https://desk.example", False)])
def test_one_without_an_address_of_its_own_is_told_so(address, warned, settings):
    settings.RECLAIM_ADDRESS = address

    told = [each.id for each in run_checks(include_deployment_checks=True)]

    assert ("reclaim.W011" in told) is warned


def test_no_warning_is_silenced():
    assert settings.SILENCED_SYSTEM_CHECKS == []


@pytest.mark.parametrize("mark", ["SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"])
def test_cookies_are_out_of_reach_of_scripts(mark):
    assert getattr(settings, mark) is True


def test_cookies_of_production_belong_to_this_host_alone(tmp_path):
    """A browser takes a `__Host-` name only with Secure, for the whole site, and of no domain."""
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"
    asked = subprocess.run(
        [sys.executable, "-c", ASK, *names],
        cwd=ROOT,
        env={**bare(), "RECLAIM_HOME": str(tmp_path), **PRODUCTION},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert asked.stdout.split() == ["__Host-session", "__Host-csrf", "__Host-device", "True"]
