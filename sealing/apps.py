from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "sealing"

    def ready(self) -> None:
        from sealing import inputs, leaks

        leaks.stop()
        inputs.guard()
