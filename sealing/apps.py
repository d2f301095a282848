from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "sealing"

    def ready(self) -> None:
        from sealing import leaks

        leaks.stop()
