from django.apps import AppConfig


class RestitutionConfig(AppConfig):
    name = "restitution"

    def ready(self) -> None:
        from audit import words
        from restitution.words import WORDS

        words.register(WORDS)
