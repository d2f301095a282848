from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from audit import words
        from cases import running
        from deadlines.running import clocks_on
        from deadlines.words import WORDS

        words.register(WORDS)
        running.register(clocks_on)
