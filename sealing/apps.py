from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "sealing"

    def ready(self) -> None:
        from audit import words
        from sealing import leaks
        from sealing.words import WORDS

        words.register(WORDS)
        leaks.stop()
