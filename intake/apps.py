from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"

    def ready(self) -> None:
        from audit import words
        from cases import aged
        from intake.services.planning import follow_age
        from intake.words import WORDS

        words.register(WORDS)
        aged.register(follow_age)
