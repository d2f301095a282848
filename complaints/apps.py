from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self) -> None:
        from audit import words
        from complaints.words import WORDS

        words.register(WORDS)
