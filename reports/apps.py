from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from audit import words
        from cases import timeline
        from reports.words import READS, WORDS

        words.register(WORDS)
        timeline.count_as_read(READS)
