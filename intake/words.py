"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "intake.started": "Case opened with the intake's questions, and assigned",
    "intake.began": "Intake begun",
    "intake.answered": "Asked and answered: {answered}",
    "intake.finished": "Intake finished; plan {plan} made",
    "intake.taken": "Case opened by an intake, assigned, and its plan made",
    "intake.showed": "Told words and places shown",
    "intake.marked_step": "Step of the plan, {service}: {was}, now {to}",
    "intake.followed_up": "Called back after danger or extortion was told",
}
