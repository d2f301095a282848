from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from audit import words
        from reports.words import WORDS

        words.register(WORDS)
