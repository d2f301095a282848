"""In, out, and a new password: Django's own views, with the house's waits and trail."""

from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET

from accounts import devices, services
from accounts.forms import SignInForm
from accounts.middleware import begin_session
from accounts.models import User
from audit.rules import NotAllowed


class SignIn(auth.LoginView):
    """The door; a guesser waits, and an unknown e-mail is answered like a wrong password."""

    authentication_form = SignInForm
    redirect_authenticated_user = True
    device = ""
    wait = 0

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        email = request.POST.get("username", "")
        self.device = devices.known(request, email)
        self.wait = services.admit(email=email, device=self.device)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "wait": self.wait}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        response = super().form_valid(form)
        begin_session(self.request)
        services.record_sign_in(user=user, device=self.device)
        devices.remember(response, user.email, self.device)
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        if self.wait:
            response.status_code = 429
            response["Retry-After"] = str(self.wait)
        return response


class SignOut(auth.LogoutView):
    next_page = "accounts:signed-out"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            services.record_sign_out(user=request.user)
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'  # the back button shows nothing
        return response


class Password(auth.PasswordChangeView):
    """One's own new password; this session goes on, every other ends."""

    success_url = reverse_lazy("accounts:password-changed")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        by = cast(User, self.request.user)
        try:
            user = services.change_password(password=form.cleaned_data["new_password1"], by=by)
        except NotAllowed as no:
            form.add_error("new_password1", no.sentence)
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        return HttpResponseRedirect(self.get_success_url())


@login_not_required
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/logged_out.html")


@require_GET
def password_changed(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/password_change_done.html")
