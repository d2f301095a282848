"""One's own hours over the API: when one works, wants no mail, and is away."""

from datetime import date, time
from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import calendars, services
from accounts.api_shapes import StrictSerializer
from accounts.models import DayOff, User, WorkingHours
from audit.rules import NotAllowed

TAGS = ["me"]


class DaySerializer(serializers.Serializer[Any]):
    """One weekday's hours, in the person's own zone."""

    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday.")
    opens = serializers.TimeField(format="%H:%M")
    closes = serializers.TimeField(format="%H:%M")


class QuietSerializer(serializers.Serializer[Any]):
    """Between which times no mail is sent; what is due is entered all the same."""

    starts = serializers.TimeField(format="%H:%M")
    ends = serializers.TimeField(
        format="%H:%M", help_text="By the next morning, if it is the earlier."
    )
    days_off = serializers.BooleanField(help_text="And on whole days that are not worked.")


class DayOffSerializer(serializers.Serializer[DayOff]):
    day = serializers.DateField()
    called = serializers.CharField(allow_blank=True)


class HoursSerializer(serializers.Serializer[Any]):
    """When this person works, wants no mail, and is away; the agency's where there is no own."""

    time_zone = serializers.CharField()
    own = serializers.BooleanField(help_text="False: these are the agency's hours.")
    week = DaySerializer(many=True)
    quiet = QuietSerializer(allow_null=True)
    days_off = DayOffSerializer(many=True, help_text="One's own.")
    holidays = DayOffSerializer(many=True, help_text="The agency's.")


class SetDay(StrictSerializer):
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday.")
    opens = serializers.TimeField()
    closes = serializers.TimeField()


class SetWeek(StrictSerializer):
    """A whole week in place of the one there was; no day: the agency's hours again."""

    week = serializers.ListField(child=SetDay(), allow_empty=True, max_length=7)

    def validate_week(self, days: list[dict[str, Any]]) -> dict[int, tuple[time, time]]:
        week = {day["weekday"]: (day["opens"], day["closes"]) for day in days}
        if len(week) != len(days):
            raise serializers.ValidationError("Give each weekday once.")
        return week


class SetQuiet(StrictSerializer):
    """Both times, or neither: then any hour will do."""

    starts = serializers.TimeField(required=False, allow_null=True, default=None)
    ends = serializers.TimeField(required=False, allow_null=True, default=None)
    days_off = serializers.BooleanField(default=False)


class AddDayOff(StrictSerializer):
    day = serializers.DateField()
    called = serializers.CharField(max_length=60, required=False, allow_blank=True)


class DropDayOff(StrictSerializer):
    day = serializers.DateField()


@extend_schema(methods=["get"], operation_id="my_hours", tags=TAGS, responses=HoursSerializer)
@extend_schema(
    methods=["post"],
    operation_id="set_my_hours",
    tags=TAGS,
    request=SetWeek,
    responses=HoursSerializer,
)
@api_view(["GET", "POST"])
def my_hours(request: Request) -> Response:
    """Give the hours of whoever asks, or put a week in their place."""
    if request.method == "POST":
        me = _me(request)
        services.set_hours(user_id=me.pk, by=me, **_told(SetWeek, request))
    return _shown(request)


@extend_schema(
    operation_id="set_my_quiet_hours", tags=TAGS, request=SetQuiet, responses=HoursSerializer
)
@api_view(["POST"])
def my_quiet(request: Request) -> Response:
    """Say between which times no mail is wanted."""
    me = _me(request)
    services.set_quiet(user_id=me.pk, by=me, **_told(SetQuiet, request))
    return _shown(request)


@extend_schema(
    operation_id="add_my_day_off", tags=TAGS, request=AddDayOff, responses=HoursSerializer
)
@api_view(["POST"])
def my_day_off(request: Request) -> Response:
    """Note a day that is not worked."""
    me = _me(request)
    services.add_day_off(user_id=me.pk, by=me, **_told(AddDayOff, request))
    return _shown(request)


@extend_schema(
    operation_id="drop_my_day_off", tags=TAGS, request=DropDayOff, responses=HoursSerializer
)
@api_view(["POST"])
def my_day_on(request: Request) -> Response:
    """Take a day off out again."""
    me, day = _me(request), _told(DropDayOff, request)["day"]
    services.drop_day_off(day_off_id=_noted(me, day).pk, by=me)
    return _shown(request)


def _noted(me: User, day: date) -> DayOff:
    found: DayOff | None = DayOff.objects.filter(user=me, day=day).first()
    if found is None:
        raise NotAllowed("This day is not noted.", code="day_off_unknown", field="day")
    return found


def _shown(request: Request) -> Response:
    me = _me(request)
    quiet = calendars.quiet_of(me)
    shown: Any = {
        "time_zone": me.time_zone,
        "own": WorkingHours.objects.filter(user=me).exists(),
        "week": [
            {"weekday": weekday, "opens": opens, "closes": closes}
            for weekday, (opens, closes) in sorted(calendars.of(me).week.items())
        ],
        "quiet": quiet,
        "days_off": DayOff.objects.filter(user=me),
        "holidays": DayOff.objects.filter(user=None),
    }
    return Response(HoursSerializer(shown).data)


def _me(request: Request) -> User:
    return cast(User, request.user)


def _told(shape: Any, request: Request) -> dict[str, Any]:
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return cast("dict[str, Any]", body.validated_data)
