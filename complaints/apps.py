from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from accounts import leaving
        from audit import words
        from cases import outward
        from complaints.outward import stopped, waiting
        from complaints.services.drafting import let_go_everywhere
        from complaints.words import WORDS

        words.register(WORDS)
        outward.register(waiting)
        outward.register_stopped(stopped)
        leaving.register(let_go_everywhere)
