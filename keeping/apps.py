from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "keeping"

    def ready(self) -> None:
        from audit import words
        from cases import overwritten
        from keeping.services import holding
        from keeping.words import WORDS

        words.register(WORDS)
        overwritten.register(holding.keep_while_held)
