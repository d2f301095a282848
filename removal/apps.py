from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "removal"

    def ready(self) -> None:
        from audit import words
        from cases import outward, recipients
        from cases.rules.release_words import RecipientKind
        from removal.outward import waiting
        from removal.recipients import platforms
        from removal.services.site_refs import fill_site_refs
        from removal.words import WORDS
        from sealing.rotating import index

        words.register(WORDS)
        recipients.register(RecipientKind.PLATFORM, platforms)
        outward.register(waiting)
        index.register("releases to another site", fill_site_refs)
