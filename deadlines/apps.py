from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from audit import words
        from deadlines.words import WORDS

        words.register(WORDS)
