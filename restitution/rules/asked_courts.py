"""What is asked about courts: convictions, sentencing, what was ordered and received."""

from datetime import date

from restitution.rules.question import Question, conviction, sides, sum_of_money, yes_no
from restitution.rules.words import NOT_TOLD, SPANS, Who

SURVIVOR, ADVOCATE, ATTORNEY = Who.SURVIVOR, Who.ADVOCATE, Who.ATTORNEY
PROSECUTOR, NCMEC, DOJ = Who.PROSECUTOR, Who.NCMEC, Who.DOJ

SCHEME_LINE = date(2018, 12, 7)  # Pub. L. 115-299: the floor, the Reserve
TIDA_LINE = date(2025, 5, 19)  # Pub. L. 119-12: the crimes, in force when signed

STAGES = {"before_sentencing": "Before sentencing", "sentenced": "Sentenced", **NOT_TOLD}
NOTICE = ("A victim-notification letter", "The docket of the federal case")
SPANNED = "Acts on both sides of that day"

# fmt: off
COURTS = (
    Question(
        "court", "Criminal case", "Is there a criminal case, and in which courts?",
        "Federal restitution needs a federal case; a state case has the state's own law.",
        (PROSECUTOR, ATTORNEY),
        {"federal": "A federal case", "state_only": "A state case only", "none": "No criminal"
                                                                                 " case",
                                                                                     **NOT_TOLD},
        NOTICE),
    Question(
        "convicted_110", "Federal conviction under chapter 110",
        "Was anybody convicted in a federal court of an offence in 18 U.S.C. chapter 110?",
        "The court must order restitution for every offence of that chapter.",
        (PROSECUTOR, ATTORNEY), conviction(), ("The judgment or the plea", *NOTICE)),
    Question(
        "identified", "Identified in the federal case",
        "Was the survivor identified as a victim in that federal case?",
        "Only a person whom the case names as a victim can be paid under its order.",
        (PROSECUTOR, NCMEC, DOJ), yes_no(),
        ("A series or victim identification letter", "A victim-notification letter")),
    Question(
        "stage", "Stage of the federal case", "Has the defendant been sentenced?",
        "A request goes in before sentencing; afterwards the way back is narrow.",
        (PROSECUTOR, ATTORNEY), STAGES, NOTICE),
    Question(
        "sentenced_on", "Day of sentencing", "On which day is, or was, the sentencing?",
        "The request is due before that day, and losses may be settled within 90 days after it.",
        (PROSECUTOR, ATTORNEY), {"known": "On this day", **NOT_TOLD}, NOTICE, "date"),
    Question(
        "restitution_requested", "Restitution requested",
        "Was restitution asked for in that case?",
        "What was asked for, and what the court said, decides what is still open.",
        (PROSECUTOR, ATTORNEY), yes_no(), ("The request", "The order, or the judgment's schedule")),
    Question(
        "offence_type", "Kind of offence", "Which kind of offence is the case about?",
        "For production the full losses are ordered; for trafficking a share, with a floor.",
        (PROSECUTOR, ATTORNEY),
        {"production": "Production", "trafficking": "Trafficking: distribution, receipt,"
                                                    " possession",
         "both": "Both", **NOT_TOLD},
        ("The indictment or the information",)),
    Question(
        "offence_on", "Day of the offence", "When was the offence of that case committed?",
        "Offences before 7 December 2018 follow the older scheme, without the floor.",
        (PROSECUTOR, ATTORNEY), sides(SCHEME_LINE, **{SPANS: SPANNED}),
        ("The indictment or the information",), "date", SCHEME_LINE),
    Question(
        "loss_evidence", "Evidence of losses", "What shows the losses?",
        "The court finds the losses from what is put before it.",
        (SURVIVOR, ATTORNEY),
        {"expert": "An expert's report", "partial": "Some bills and records", "none": "Nothing"
                                                                                      " yet",
                                                                                          **NOT_TOLD},
        ("Treatment records", "Wage records", "An expert's report")),
    Question(
        "losses_found", "Greatest losses found", "What is the greatest sum of losses that a court"
                                                 " found?",
        "All that is received together stays within the greatest losses that any court found.",
        (ATTORNEY, PROSECUTOR), sum_of_money(), ("Earlier restitution orders",), "money"),
    Question(
        "restitution_received", "Restitution received",
        "How much restitution has been received in all, from everybody?",
        "It is held against the Reserve's amount. Ordered is not received.",
        (ATTORNEY, SURVIVOR), sum_of_money(), ("The ledger of orders and payments",
            "Payment letters"), "money"),
    Question(
        "convicted_trafficking", "Federal trafficking conviction",
        "Was a defendant convicted in a federal court of trafficking in material that shows the"
        " survivor?",
        "Distribution and receipt are examples. The Reserve opens on such a conviction.",
        (PROSECUTOR, DOJ), conviction(), ("The judgment or the plea", *NOTICE)),
    Question(
        "reserve_paid", "Paid from the Reserve before", "Was a Reserve payment made before, in"
                                                        " any case?",
        "It is made once.",
        (DOJ, ATTORNEY, SURVIVOR), yes_no(), ("A court's order on the Reserve",)),
    Question(
        "collector", "Who would collect", "Who would collect a Reserve payment?",
        "A person convicted of a chapter 110 act against the survivor cannot collect for them.",
        (ATTORNEY, SURVIVOR),
        {"self": "The survivor", "representative": "A representative",
         "barred": "A representative convicted of such an act against the survivor", **NOT_TOLD},
        ("Proof of the representative's authority",)),
    Question(
        "convicted_223h", "Federal conviction under 47 U.S.C. 223(h)",
        "Was anybody convicted in a federal court under the TAKE IT DOWN Act, 47 U.S.C. 223(h)?",
        "Restitution is mandatory on that conviction.",
        (PROSECUTOR, ATTORNEY), conviction(), ("The judgment or the plea", *NOTICE)),
    Question(
        "identified_223h", "Identified in the 223(h) case",
        "Was the survivor identified as a victim in the 223(h) case?",
        "Only a person whom the case names as a victim can be paid under its order.",
        (PROSECUTOR, ATTORNEY), yes_no(), ("A victim-notification letter",)),
    Question(
        "stage_223h", "Stage of the 223(h) case", "Has the defendant of the 223(h) case been"
                                                  " sentenced?",
        "A request goes in before sentencing; afterwards the way back is narrow.",
        (PROSECUTOR, ATTORNEY), STAGES, NOTICE),
    Question(
        "sentenced_223h_on", "Day of sentencing, 223(h)",
        "On which day is, or was, the sentencing in the 223(h) case?",
        "The request is due before that day, and losses may be settled within 90 days after it.",
        (PROSECUTOR, ATTORNEY), {"known": "On this day", **NOT_TOLD}, NOTICE, "date"),
    Question(
        "requested_223h", "Restitution requested, 223(h)",
        "Was restitution asked for in the 223(h) case?",
        "What was asked for, and what the court said, decides what is still open.",
        (PROSECUTOR, ATTORNEY), yes_no(), ("The request", "The order, or the judgment's schedule")),
    Question(
        "offence_223h_on", "Day of the 223(h) offence", "When was that offence committed?",
        "The crimes of 223(h) are in force since 19 May 2025.",
        (PROSECUTOR, ATTORNEY), sides(TIDA_LINE, **{SPANS: SPANNED}),
        ("The indictment or the information",), "date", TIDA_LINE),
)
# fmt: on
