from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from audit import words
        from cases import outward, running
        from deadlines.outward import stopped, waiting
        from deadlines.running import clocks_on
        from deadlines.words import WORDS

        words.register(WORDS)
        running.register(clocks_on)
        outward.register(waiting)
        outward.register_stopped(stopped)
