from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"

    def ready(self) -> None:
        from audit import words
        from evidence.words import WORDS

        words.register(WORDS)
