"""django-helpdesk's report pages asked in a process of their own; figures.py starts it.

It runs in an environment without our packages: host, database and tickets come as arguments, and
the last line printed is JSON of [page, [rows, client CPU, backend CPU, wall]].
"""

import json
import sys
import time
import types
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

OK = 200
PAGES = ("daysuntilticketclosedbymonth", "queuestatus")


def main() -> None:
    host, name, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "HOST": host,
                               "NAME": name, "USER": "reclaim", "CONN_MAX_AGE": None}},
        INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.humanize",
                        "django.contrib.contenttypes", "django.contrib.messages",
                        "django.contrib.sessions", "django.contrib.sites",
                        "django.contrib.staticfiles", "helpdesk"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                    "django.contrib.auth.middleware.AuthenticationMiddleware",
                    "django.contrib.messages.middleware.MessageMiddleware"],
        ROOT_URLCONF="desk_urls", SITE_ID=1, USE_TZ=True, STATIC_URL="/static/",
        SECRET_KEY=str(many),
        ALLOWED_HOSTS=["*"], LOGIN_URL="/login/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField", MEDIA_ROOT="/nonexistent",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                    "OPTIONS": {"context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages"]}}],
        HELPDESK_TEAMS_MODE_ENABLED=False, HELPDESK_TEAMS_MODEL="auth.Group",
        HELPDESK_TEAMS_MIGRATION_DEPENDENCIES=[], HELPDESK_KBITEM_TEAM_GETTER=lambda item: None,
    )  # fmt: skip
    urls = types.ModuleType("desk_urls")
    sys.modules["desk_urls"] = urls
    urls.urlpatterns = []
    django.setup()
    from django.urls import include, path

    urls.urlpatterns += [path("", include("helpdesk.urls", namespace="helpdesk"))]
    made(many)
    asked(many)


def made(many: int) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.utils import timezone
    from helpdesk.models import FollowUp, Queue, Ticket

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("sol", "sol@agency.example", "x")
    queues = Queue.objects.bulk_create(Queue(title=f"Q{n}", slug=f"q{n}") for n in range(40))
    now = timezone.now()
    Ticket.objects.bulk_create(
        (Ticket(title=f"t{n}", queue=queues[n % 40], status=4, created=now, modified=now)
         for n in range(many)),
        batch_size=5000,
    )  # fmt: skip
    tickets = list(Ticket.objects.order_by("pk"))  # saving one dates it, so they are dated after
    for n, ticket in enumerate(tickets):
        ticket.created = now - timedelta(hours=1 + n * 20_000 / many)
        ticket.modified = ticket.created + timedelta(hours=n % 70)
    Ticket.objects.bulk_update(tickets, ["created", "modified"], batch_size=2000)
    FollowUp.objects.bulk_create(
        (FollowUp(ticket=ticket, date=ticket.modified, title="Closed", new_status=4)
         for ticket in tickets),
        batch_size=5000,
    )  # fmt: skip


def backend_cpu(pid: int) -> float:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def asked(many: int) -> None:
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    reader = Client()
    reader.force_login(User.objects.get())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    found = []
    for page in ("", *PAGES):
        for turn in range(2):  # the first compiles templates
            at, mine, theirs = time.perf_counter(), time.process_time(), backend_cpu(pid)
            answer = reader.get(f"/reports/{page}" + ("/" if page else ""))
            if answer.status_code != OK:
                raise SystemExit(f"{page}: {answer.status_code}")
            cost = [many, time.process_time() - mine, backend_cpu(pid) - theirs,
                    time.perf_counter() - at]  # fmt: skip
            if turn:
                found.append([page or "report index", cost])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
