from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from sealing import inputs

        inputs.guard()  # first of all: a form that is there already asks nothing

        from accounts import shown
        from config import api_schema, celery, checks  # noqa: F401  (they register themselves)
        from config.backup import leftovers
        from config.demo import door
        from keeping import beforehand

        shown.register(door.code_for)
        beforehand.register(leftovers.clear_home)
