"""In, out, and a new password: Django's own views, with the house's waits and trail."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import login as auth_login
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET

from accounts import devices, services
from accounts.forms import NewPasswordForm, SignInForm
from accounts.middleware import VISIT, WHY, begin_half
from accounts.models import User
from accounts.rules.visits import ENDS
from accounts.services.signing import OLD
from accounts.views import asking
from audit.rules import NotAllowed


@method_decorator(login_not_required, name="dispatch")
@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """The door; a guesser waits, and an unknown e-mail is answered like a wrong password.

    The right password leads to the second factor and opens nothing by itself.
    """

    authentication_form = SignInForm
    redirect_authenticated_user = True
    device = ""
    wait = 0

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead on whoever is in, unless they come for a new day before this one ends."""
        self.redirect_authenticated_user = "again" not in request.GET
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if asking.half_in(request) is not None:
            return HttpResponseRedirect(self._to_factor())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        email = request.POST.get("username", "")
        self.device = devices.known(request, email)
        self.wait = services.admit(email=email, device=self.device)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "wait": self.wait}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why whoever was signed out is here."""
        why = ENDS.get(self.request.session.get(WHY, ""), "")
        return {**super().get_context_data(**kwargs), "why_out": why}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        auth_login(self.request, user)
        begin_half(self.request)
        services.drop_waiting(user=user)  # whoever gave the password before may have read its seed
        return HttpResponseRedirect(self._to_factor())

    def _to_factor(self) -> str:
        after, page = self.get_redirect_url(), reverse("accounts:factor")
        return f"{page}?{urlencode({'next': after})}" if after else page

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return _later(super().form_invalid(form), self.wait)


@method_decorator(login_not_required, name="dispatch")
class SignOut(auth.LogoutView):
    next_page = "accounts:signed-out"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            services.record_sign_out(user=request.user)
            visit, now = request.session.get(VISIT), timezone.now()
            if visit:
                services.close_visit(visit_id=visit, user=request.user, why="asked", now=now)
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'  # the back button shows nothing
        return response


class Password(auth.PasswordChangeView):
    """One's own new password; this session goes on, every other ends.

    A fresh proof comes before it (rules.step_up), and whoever guesses the old one waits.
    """

    http_method_names = ("get", "post", "head", "options")  # Django's would take PUT for a POST
    form_class = NewPasswordForm
    wait = 0
    success_url = reverse_lazy("accounts:password-changed")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by = cast(User, request.user)
        device = devices.known(request, by.email)
        self.wait = services.admit(email=by.email, device=device, purpose=OLD)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "wait": self.wait}

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        return _later(super().form_invalid(form), self.wait)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        by = cast(User, self.request.user)
        try:
            user = services.change_password(
                password=form.cleaned_data["new_password1"],
                by=by,
                here=self.request.session.get(VISIT, ""),
                now=timezone.now(),
            )
        except NotAllowed as no:
            form.add_error("new_password1", no.sentence)
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


def _later(response: HttpResponse, wait: int) -> HttpResponse:
    """Tell a program as well that it has to wait."""
    if wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(wait)
    return response


@login_not_required
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/logged_out.html")


@require_GET
def password_changed(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/password_change_done.html")
