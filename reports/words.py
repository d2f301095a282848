"""What the trail says of the acts of this package."""

WORDS: dict[str, str] = {
    "reports.asked_list": "List asked for: {listed}, {rows} rows, for {use}",
    "reports.made_list": "List made: {listed}, {rows} rows; cases left out without a release: "
    "{left_out}",
    "reports.took_list": "List exported: {listed}, {rows} rows of {cases} cases, for {use}",
    "reports.took_case_in_list": "Exported with others in a list: {listed}, for {use}",
    "reports.gave_case_in_list": "Exported with others in a list: {listed}, for {use}",
    "reports.ended_list": "File of a list removed, its time over: {listed}",
    "reports.took_figures": "Figures exported: {chapter}, {table}, as {form}, {period}",
    "reports.locked": "Report for a funder locked: {report}",
    "reports.took_report": "Locked report taken along: {report}, as {form}",
}

# What reads a case and changes nothing in it: its own timeline tells these with who opened it. What
# leaves the agency is told with what was done.
READS = ("reports.took_case_in_list",)
