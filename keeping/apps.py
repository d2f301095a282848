from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "keeping"

    def ready(self) -> None:
        from audit import words
        from cases import overwritten, owed
        from keeping.services import holding
        from keeping.standing import proposed_by
        from keeping.words import WORDS

        words.register(WORDS)
        owed.register_not_theirs(proposed_by)
        overwritten.register(holding.keep_while_held)
