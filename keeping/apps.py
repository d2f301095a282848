from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "keeping"

    def ready(self) -> None:
        from audit import words
        from keeping.words import WORDS

        words.register(WORDS)
