"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "intake.marked_step": "Step of the plan, {service}: {was}, now {to}",
}
