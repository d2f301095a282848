from django.apps import AppConfig


class HandoutsConfig(AppConfig):
    name = "handouts"

    def ready(self) -> None:
        from audit import words
        from handouts.words import WORDS

        words.register(WORDS)
