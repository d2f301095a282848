"""What a storm came to: what is wrong, and whether anything was tried at all."""

from tests.faults import letters, verdict

HIT = 0.1  # of the kills must hit work that is under way, or the kills came too fast to prove much
STEPS = 5  # of the ladder


def report(storm, *, found, late, mail, took):
    plan, repeats = storm.plan, storm.post.repeats()
    is_done = not any(storm.left.values())
    wrongs = verdict.wrongs(found, done=is_done)
    wrongs += letters.wrongs(mail, storm.post.taken, done=is_done)
    if not is_done:
        wrongs.append(f"still to do after {plan.drain:.0f} s of quiet: {storm.left}; give it more")
    if found["steps"] != STEPS * plan.clocks or found["drafts"] != plan.clocks:
        wrongs.append(f"{found['steps']} steps, {found['drafts']} drafts of {plan.clocks} clocks")
    return {
        "wrongs": wrongs + too_often(storm, repeats) + nothing_tried(storm),
        "seed": plan.seed,
        "clocks": plan.clocks,
        "steps": found["steps"],
        "drafts": found["drafts"],
        "texts": found["texts"],
        "letters": len(mail),
        "letters_repeated": len(repeats),
        "letters_marked": sum(marks > 0 for _, _, marks in mail.values()),
        "done": storm.done,
        "processes_killed": len(storm.killed),
        "kills_that_hit_work": f"{sum(map(bool, storm.hits))} of {len(storm.hits)}",
        "work_of_the_killed": storm.by_killed,
        "work_in_the_storm": storm.raged,
        "work_in_all": storm.all_done,
        "left": storm.left,
        "lost": storm.lost,
        "ended_by_themselves": len(storm.crew.fell),
        "late_seconds": quantiles(late),
        "seconds": round(took, 1),
    }


def too_often(storm, repeats):
    """Tell of letters that were repeated more often than something ended between send and commit.

    A kill ends one sender at most in each process; a stop of Postgres, each process of each pool.
    """
    senders = 2 * storm.plan.workers
    may = len(storm.killed) + storm.done.get("postgres stopped", 0) * senders
    may += storm.post.met["forget"] + storm.post.met["hang"]
    many = sum(repeats.values())
    return [f"{many} repeats where {may} senders were cut off"] * (many > may)


def nothing_tried(storm):
    """Tell what the run did not try: who is killed before they work loses nothing, ever."""
    said = []
    hit = sum(map(bool, storm.hits))
    if hit < max(1, HIT * len(storm.hits)):
        said.append(f"{hit} of {len(storm.hits)} kills hit work under way: the rest tried nothing")
    said += [
        f"those who were killed had kept no {what} before: the kills come faster than the work"
        for what in ("steps", "letters") if not storm.by_killed.get(what)
    ]  # fmt: skip
    steps = storm.raged.get("steps", 0)
    if steps < STEPS * storm.plan.clocks / 2:
        said.append(f"{steps} steps came while it stormed, and most when it was quiet")
    if storm.done.get("broker emptied") and not storm.lost["messages"]:
        said.append("the broker was empty before")
    return said


def quantiles(late):
    at = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1}
    return {name: round(late[min(len(late) - 1, int(part * len(late)))], 2)
            for name, part in at.items()} | {"of": len(late)}  # fmt: skip
