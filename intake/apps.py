from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"

    def ready(self) -> None:
        from audit import words
        from intake.words import WORDS

        words.register(WORDS)
