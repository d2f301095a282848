"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "complaints.revised": "Complaint on {request} revised: revision {revision}, "
    "blanks left: {blanks_left}",
    "complaints.refreshed": "Complaint on {request} composed anew: revision {revision}, "
    "blanks left: {blanks_left}",
    "complaints.sent_to_review": "Complaint on {request} sent to review",
    "complaints.returned": "Complaint on {request} returned to draft",
    "complaints.signed_off": "Complaint on {request} signed off: revision {revision}",
    "complaints.filed": "Complaint on {request} recorded as filed on {filed_at}, under {under}",
    "complaints.superseded": "Complaint on {request} superseded",
    "complaints.taken_up": "Complaint on {request} taken up again: revision {revision}",
    "complaints.exported": "Complaint on {request} exported: {form}, revision {revision}",
}
