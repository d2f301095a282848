from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from accounts import leaving
        from audit import words
        from cases import outward
        from cases.handing import stopped, waiting
        from cases.services.assigning import let_go_everywhere
        from cases.services.cover_answers import let_go_of_covers
        from cases.words import WORDS

        words.register(WORDS)
        outward.register(waiting)
        outward.register_stopped(stopped)
        leaving.register(let_go_everywhere)
        leaving.register(let_go_of_covers)
