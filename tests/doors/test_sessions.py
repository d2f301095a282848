"""Where one is signed in: three at most, ended from elsewhere, and the sign-in page says why."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import Notice, TokenNote, User, Visit
from accounts.rules.visits import families
from audit.models import Entry
from tests.doors.test_tokens import ME, with_token
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def come_in(user: User, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.force_login(user)
    session = client.session
    Visit.objects.filter(pk=session.pop("visit")).delete()  # it begins with the first page, as ever
    session.save()
    assert client.get("/account/").status_code == 200
    return client


def visit_of(client: Client) -> str:
    return client.session["visit"]


def why(client: Client) -> str:
    answer = client.get("/account/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/")
    return answer.content.decode()


def test_one_sees_where_one_is_signed_in_by_families_alone():
    user = person()
    here, phone = come_in(user), come_in(user, "Mozilla/5.0 (iPhone; X) Safari/604.1")

    page = here.get("/account/sessions/").content.decode()

    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert page.count("Sign out there") == 1
    assert "140" not in str(Visit.objects.values("browser", "system"))
    assert visit_of(phone) not in page.split("This one")[0]


def test_a_session_is_ended_from_elsewhere_and_its_page_says_so():
    user = person()
    here, lost = come_in(user), come_in(user)

    here.post(f"/account/sessions/{visit_of(lost)}/end/")

    assert "You ended this session from another device." in why(lost)
    assert here.get("/account/").status_code == 200
    entry = Entry.objects.get(action="accounts.session_ended")
    assert (entry.actor, entry.subject_id) == (str(user.pk), str(user.pk))


def test_everywhere_else_ends_and_here_goes_on():
    user = person()
    here, one, two = come_in(user), come_in(user), come_in(user)

    here.post("/account/sessions/elsewhere/end/")

    assert [client.get("/account/").status_code for client in (here, one, two)] == [200, 302, 302]


def test_the_fourth_ends_the_oldest_which_says_so_and_its_person_is_told():
    user = person()
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        oldest = come_in(user)
    others = [come_in(user) for _ in range(3)]

    assert "the oldest session ended: this one" in why(oldest)
    assert all(client.get("/account/").status_code == 200 for client in others)
    assert Notice.objects.get(reader=user).kind == "three_sessions"


def test_anothers_session_is_not_there_but_for_an_administrator(client_for, administrator):
    user, other = person(), person()
    theirs, hers = come_in(user), come_in(other)
    ended = f"/account/sessions/{visit_of(theirs)}/end/"

    assert hers.post(ended).status_code == 404
    assert hers.get(f"/accounts/people/{user.pk}/sessions/").status_code == 403
    assert hers.post(f"/accounts/people/{user.pk}/sessions/end/").status_code == 403
    assert theirs.get("/account/").status_code == 200

    assert client_for(administrator).post(ended).status_code == 302
    assert "An administrator of your agency ended this session." in why(theirs)


def test_a_session_ended_in_the_table_alone_does_not_go_on():
    client = come_in(person())
    Visit.objects.all().delete()

    assert client.get("/account/").status_code == 302


def test_who_was_idle_or_in_for_a_day_reads_so_on_the_sign_in_page(settings):
    idle = come_in(person())
    with time_machine.travel(timezone.now() + timedelta(seconds=901)):
        assert settings.RECLAIM_IDLE_SECONDS == 900
        assert "You were away, so you were signed out." in why(idle)
    assert Visit.objects.get().why == "idle"


def test_the_page_knows_when_the_day_ends_and_a_new_day_gives_its_forms_a_new_token():
    client = come_in(person())

    page = client.get("/account/").content.decode()
    still = client.get("/still-here/")  # whose old token a new day would refuse

    assert 'data-day-seconds="43' in page
    assert still.status_code == 204
    assert len(still["X-Form-Token"]) == 64
    assert 43_000 < int(still["X-Day-Seconds"]) <= 43_200


def test_whoever_is_in_may_sign_in_again_for_a_new_day():
    client = come_in(person())

    assert client.get("/sign-in/").status_code == 302
    assert "Password" in client.get("/sign-in/?again=1").content.decode()


def test_signing_out_ends_the_visit():
    client = come_in(person())
    client.post("/sign-out/")

    assert Visit.objects.get().why == "asked"


def test_a_token_has_a_name_an_end_and_a_last_use_and_ends_after_ninety_days(client_for):
    user = person()
    client = client_for(user)
    client.post("/account/tokens/", {"name": "Report script"})
    issued = services.issue_token(by=user)
    assert "Never" in client.get("/account/").content.decode()

    assert with_token(issued.token).get(ME).status_code == 200

    page = client.get("/account/").content.decode()
    assert "Report script" in page
    assert TokenNote.objects.filter(used_at__isnull=False).count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=90, seconds=1)):
        assert with_token(issued.token).get(ME).status_code == 401


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/1 Safari/1 Edg/1", ("Edge", "Mac")),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/139 Safari/537", ("Chrome", "Linux")),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/139", ("Chrome", "Android")),
        ("curl/8", ("", "")),
    ],
)
def test_a_device_is_known_by_two_families(agent, said):
    assert families(agent) == said
