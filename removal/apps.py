from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "removal"

    def ready(self) -> None:
        from audit import words
        from removal.words import WORDS

        words.register(WORDS)
