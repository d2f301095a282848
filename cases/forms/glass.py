from django import forms


class BreakGlassForm(forms.Form):
    reason = forms.CharField(
        label="Why does the whole case have to be read now?",
        help_text="A sentence, kept sealed. The others are told that you opened it, and when.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
