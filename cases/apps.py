from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from audit import words
        from cases.words import WORDS

        words.register(WORDS)
