from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.words import WORDS
        from audit import words

        words.register(WORDS)
