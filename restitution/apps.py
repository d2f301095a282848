from django.apps import AppConfig


class RestitutionConfig(AppConfig):
    name = "restitution"

    def ready(self) -> None:
        from audit import words
        from cases import timeline
        from restitution.words import APART, WORDS

        words.register(WORDS)
        timeline.keep_apart(APART)
