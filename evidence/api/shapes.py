"""What the API says of an item, and what its commands take."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.rules.spoken import AGES, choices
from evidence.models import Item, ListingFact
from evidence.rules.items import Standing
from evidence.rules.spoken import CATEGORIES, HOW_KNOWN, IDENTIFIABLE, SEEN_BY, SYNTHETIC
from evidence.shown import shown, standing_of

HIDDEN = (
    "Null where someone may be under 18, and `address_hidden` is true: `show-url` gives it,"
    " defanged, and enters that it was asked for."
)


class ItemRowSerializer(serializers.ModelSerializer[Item]):
    """An item in a list: what it is and where it stands, never where it is."""

    case = serializers.CharField(source="case.code", read_only=True)
    label = serializers.CharField(  # type: ignore[assignment]  # a field of the row, not ours
        read_only=True, help_text="E1, E2… within the case."
    )
    state = serializers.SerializerMethodField(help_text="up, said removed, seen gone, or back.")
    said_removed_at = serializers.SerializerMethodField()
    seen_gone_at = serializers.SerializerMethodField()
    back_at = serializers.SerializerMethodField()
    address_hidden = serializers.SerializerMethodField(help_text=HIDDEN)
    copy_of = serializers.UUIDField(source="copy_of_id", read_only=True, allow_null=True)
    follows = serializers.UUIDField(source="follows_id", read_only=True, allow_null=True)

    class Meta:
        model = Item
        fields = [
            "id", "case", "label", "category", "age_when_made", "address_hidden", "state",
            "said_removed_at", "seen_gone_at", "back_at", "first_seen_at", "recorded_at",
            "copy_of", "follows",
        ]  # fmt: skip
        read_only_fields = fields

    def get_state(self, item: Item) -> str:
        return self._standing(item).word

    def get_said_removed_at(self, item: Item) -> datetime | None:
        return self._standing(item).said_removed_at

    def get_seen_gone_at(self, item: Item) -> datetime | None:
        return self._standing(item).seen_gone_at

    def get_back_at(self, item: Item) -> datetime | None:
        return self._standing(item).back_at

    def get_address_hidden(self, item: Item) -> bool:
        return shown(item).hidden

    def _standing(self, item: Item) -> Standing:
        return standing_of(item)


class FactSerializer(serializers.ModelSerializer[ListingFact]):
    note = serializers.CharField(read_only=True)
    recorded_by = serializers.CharField(source="recorded_by.name", read_only=True)

    class Meta:
        model = ListingFact
        fields = [
            "id", "kind", "at", "how", "checked_by", "note", "recorded_at", "recorded_by",
            "retracted_at",
        ]  # fmt: skip
        read_only_fields = fields


class ItemSerializer(ItemRowSerializer):
    """An item whole, as far as its handling lets it be said."""

    url = serializers.SerializerMethodField(help_text=HIDDEN)
    host = serializers.SerializerMethodField(help_text=HIDDEN)
    handle = serializers.SerializerMethodField(help_text=HIDDEN)
    account_name = serializers.SerializerMethodField(help_text=HIDDEN)
    platform_item_id = serializers.SerializerMethodField(help_text=HIDDEN)
    locator = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    screenshot_held_by = serializers.CharField(read_only=True)
    facts = FactSerializer(many=True, read_only=True)

    class Meta(ItemRowSerializer.Meta):
        fields = [
            *ItemRowSerializer.Meta.fields, "url", "host", "handle", "account_name",
            "platform_item_id", "locator", "description", "seen_by", "how_known", "source_zone",
            "is_synthetic", "identifiable_by", "screenshot_held_by", "screenshot_sha256", "facts",
        ]  # fmt: skip
        read_only_fields = fields

    def get_url(self, item: Item) -> str | None:
        return None if shown(item).hidden else str(item.url)

    def get_handle(self, item: Item) -> str | None:
        return None if shown(item).hidden else str(item.handle)

    def get_account_name(self, item: Item) -> str | None:
        return None if shown(item).hidden else str(item.account_name)

    def get_platform_item_id(self, item: Item) -> str | None:
        return None if shown(item).hidden else str(item.platform_item_id)

    def get_host(self, item: Item) -> str | None:
        return None if shown(item).hidden else str(item.host)


class AddressSerializer(serializers.Serializer[Any]):
    """A place that was asked for; `defanged` when no program may take it for a link."""

    url = serializers.CharField(allow_blank=True)
    handle = serializers.CharField(allow_blank=True)
    account_name = serializers.CharField(allow_blank=True)
    platform_item_id = serializers.CharField(allow_blank=True)
    defanged = serializers.BooleanField()


def _text(most: int, **more: Any) -> serializers.CharField:
    return serializers.CharField(max_length=most, required=False, allow_blank=True, **more)


class CorrectItem(StrictSerializer):
    """Change what is given; leave what is not. No field takes an image or its fingerprint."""

    category = serializers.ChoiceField(choices=choices(CATEGORIES), required=False)
    url = _text(2000, help_text="As in the address bar, or defanged. It is never opened.")
    handle = _text(200)
    account_name = _text(200)
    platform_item_id = _text(200)
    locator = _text(500)
    description = _text(1000)
    seen_by = serializers.ChoiceField(choices=choices(SEEN_BY), required=False)
    how_known = serializers.ChoiceField(choices=choices(HOW_KNOWN), required=False)
    first_seen_at = Moment(required=False)
    source_zone = serializers.CharField(
        max_length=40, required=False, help_text="The zone it was told in, as America/New_York."
    )
    age_when_made = serializers.ChoiceField(choices=choices(AGES), required=False)
    is_synthetic = serializers.ChoiceField(choices=choices(SYNTHETIC), required=False)
    identifiable_by = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(IDENTIFIABLE)), required=False
    )
    copy_of_id = serializers.UUIDField(required=False, allow_null=True)
    follows_id = serializers.UUIDField(required=False, allow_null=True)
    screenshot_held_by = _text(200)
    screenshot_sha256 = _text(64)


class RecordItem(CorrectItem):
    """Record one place: at least a `url`, a `handle` or a `platform_item_id`."""

    case = serializers.CharField(max_length=10, help_text="The case's code, as C-7F3K.")
    category = serializers.ChoiceField(choices=choices(CATEGORIES))
    seen_by = serializers.ChoiceField(choices=choices(SEEN_BY))
    how_known = serializers.ChoiceField(choices=choices(HOW_KNOWN))
    first_seen_at = Moment()
    source_zone = serializers.CharField(
        max_length=40, default="UTC", help_text="The zone it was told in, as America/New_York."
    )
