from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from accounts import held_back, leaving
        from audit import words
        from cases import handed, outward, running
        from complaints import pattern
        from deadlines.outward import stopped, waiting
        from deadlines.patterns import clocks_to
        from deadlines.running import clocks_on
        from deadlines.services import holding
        from deadlines.services.following import follow_moves
        from deadlines.services.rota import let_go_of_turns
        from deadlines.words import WORDS

        words.register(WORDS)
        running.register(clocks_on)
        handed.register(follow_moves)
        pattern.register(clocks_to)
        outward.register(waiting)
        outward.register_stopped(stopped)
        leaving.register(let_go_of_turns)
        held_back.register(holding.is_held)
