from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import api_schema, celery, checks  # noqa: F401  (they register themselves)
