"""What the trail says of this package's acts, in words for a timeline."""

WORDS: dict[str, str] = {
    "complaints.revised": "Complaint on {request} revised: revision {revision}, "
    "blanks left: {blanks_left}",
    "complaints.composed": "Text of the complaint on {request} composed by the house, "
    "blanks left: {blanks_left}",
    "complaints.refreshed": "Complaint on {request} composed anew: revision {revision}, "
    "blanks left: {blanks_left}",
    "complaints.sent_to_review": "Complaint on {request} sent to review",
    "complaints.returned": "Complaint on {request} returned to draft",
    "complaints.signed_off": "Complaint on {request} signed off: revision {revision}",
    "complaints.withdrew_sign_off": "Sign-off of the complaint on {request} taken back",
    "complaints.chose_exposure": "What the complaint on {request} shows was chosen {how}; "
    "revision {revision}; sign-off: {sign_off}",
    "complaints.recorded_tip": "CyberTipline on {request}: {kind}",
    "complaints.wrote_notice": "Notice before the complaint on {request} written, "
    "reply asked by {reply_by}",
    "complaints.sent_notice": "Notice before the complaint on {request} recorded as sent on "
    "{sent_at}",
    "complaints.filed_addendum": "Addendum to the complaint on {request} recorded as filed on "
    "{filed_at}, under {under}",
    "complaints.exported_addendum": "Addendum to the complaint on {request} exported",
    "complaints.filed": "Complaint on {request} recorded as filed on {filed_at}, under {under}",
    "complaints.superseded": "Complaint on {request} superseded",
    "complaints.taken_up": "Complaint on {request} taken up again: revision {revision}",
    "complaints.made_pattern": "Pattern {pattern} made: {late} late requests",
    "complaints.exported_pattern": "Pattern {pattern} exported: {form}",
    "complaints.filed_pattern": "Pattern {pattern} recorded as filed on {filed_at}",
    "complaints.exported": "Complaint on {request} exported: {form}, revision {revision}",
}
