"""People, for administrators; nothing of a case is reachable from here."""

from typing import Any, cast

import django.contrib.auth.admin  # noqa: F401 - it registers what is taken out again below
import knox.admin  # noqa: F401 - likewise
from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from knox.models import AuthToken

from accounts import services
from accounts.forms import zone_choices
from accounts.models import User
from accounts.rules import Deed
from accounts.services.people import CHANGEABLE
from accounts.views import SignOut


@login_not_required
def _our_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Sign-in is one door, with one wait for guessers; who is in and may not be here sees 404."""
    if request.user.is_authenticated:
        raise Http404
    there = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
    return redirect(f"{reverse('accounts:sign-in')}?{there}")


def _our_password_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return redirect("accounts:password")


admin.site.login = _our_door  # type: ignore[method-assign]
admin.site.logout = SignOut.as_view()  # type: ignore[method-assign, assignment]
admin.site.password_change = _our_password_page  # type: ignore[method-assign, assignment]
admin.site.unregister(Group)  # what a person may do hangs on the role alone
admin.site.unregister(AuthToken)  # a token is its owner's, on the account page


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    time_zone = forms.ChoiceField(choices=zone_choices, initial="America/New_York")

    class Meta:
        model = User
        fields = CHANGEABLE


def _changeable(names: list[str]) -> set[str]:
    return set(CHANGEABLE) & set(names)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = PersonForm
    list_display = ("name", "email", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("name", "email")
    ordering = ("name", "id")

    def save_model(self, request: HttpRequest, obj: User, form: PersonForm, change: bool) -> None:  # noqa: FBT001
        changed = {name: form.cleaned_data[name] for name in _changeable(form.changed_data)}
        if changed:
            services.change_user(user_id=obj.pk, by=cast(User, request.user), **changed)

    def _manages(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.may(Deed.MANAGE_USERS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._manages(request)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._manages(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people are invited and choose their own password (ADR 0069)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._manages(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # the trail names people by id: an account is closed, never deleted
