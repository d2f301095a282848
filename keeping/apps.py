from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "keeping"

    def ready(self) -> None:
        from audit import words
        from cases import owed
        from keeping.standing import proposed_by
        from keeping.words import WORDS

        words.register(WORDS)
        owed.register_not_theirs(proposed_by)
