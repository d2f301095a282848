"""What is asked about the survivor's own claims: age, injury, disclosure, days, other routes."""

from datetime import date

from restitution.rules.question import Question, conviction, sides, yes_no
from restitution.rules.states import STATES
from restitution.rules.words import NOT_TOLD, Who

SURVIVOR, ADVOCATE, ATTORNEY = Who.SURVIVOR, Who.ADVOCATE, Who.ATTORNEY
PROSECUTOR, NCMEC = Who.PROSECUTOR, Who.NCMEC

BARRED_LINE = date(2022, 9, 16)  # Pub. L. 117-176: no limit for what was still open that day
BORN_LINE = date(1994, 9, 16)  # who was born here turned 28 on the line
FOUND_LINE = date(2012, 9, 16)  # ten years before it
ACT_LINE = date(2022, 10, 1)  # 15 U.S.C. 6851 in force

PREDICATES = {
    "1589": "Forced labour (18 U.S.C. 1589)",
    "1590": "Trafficking into forced labour (1590)",
    "1591": "Sex trafficking (1591)",
    "2241c": "Aggravated sexual abuse of a child (2241(c))",
    "2242": "Sexual abuse (2242)",
    "2243": "Sexual abuse of a minor or ward (2243)",
    "2251": "Production of child sexual abuse material (2251)",
    "2251A": "Selling or buying of children (2251A)",
    "2252": "Distribution, receipt or possession (2252)",
    "2252A": "Distribution, receipt or possession (2252A)",
    "2260": "Production abroad for import (2260)",
    "2421": "Transport for a sexual crime (2421)",
    "2422": "Coercion or enticement (2422)",
    "2423": "Transport of a minor, or travel (2423)",
}

# fmt: off
CLAIMS = (
    Question(
        "minor", "Under 18 when it happened", "Was the survivor under 18 when it happened?",
        "Section 2255 is for people who were minors at the time.",
        (SURVIVOR, NCMEC, ATTORNEY), yes_no(),
        ("Proof of the date of birth", "A series or victim identification letter")),
    Question(
        "predicate", "An offence that the section lists",
        "Which offence of the section's list do the facts show best? One is enough.",
        "The section names fourteen; one of them must have been committed against the survivor.",
        (ATTORNEY, PROSECUTOR), {**PREDICATES, "none": "None of these", **NOT_TOLD},
        ("A judgment or a plea", "The indictment")),
    Question(
        "injury", "Personal injury", "Was the survivor injured by it, in body or in mind?",
        "The section asks for a personal injury; it may show after 18.",
        (SURVIVOR, ATTORNEY), yes_no(), ("Treatment records", "A statement", "Wage records")),
    Question(
        "born_on", "Date of birth", "When was the survivor born? The side of the line is enough.",
        "The older law ended ten years after turning 18: for this question the 28th birthday.",
        (SURVIVOR, ATTORNEY), sides(BORN_LINE), ("Proof of the date of birth",), "date", BORN_LINE),
    Question(
        "discovered_on", "Discovery",
        "When did the survivor first know, or could have known, of the offence or of the injury?",
        "The older law also ran ten years from reasonable discovery; the later of the two counts.",
        (SURVIVOR, ATTORNEY), sides(FOUND_LINE),
        ("A victim-notification letter", "A series or victim identification letter"), "date",
            FOUND_LINE),
    Question(
        "time_barred", "Out of time on 16 September 2022",
        "Has an attorney found that the claim was out of time on 16 September 2022?",
        "Still older versions were shorter, so an old claim may have ended earlier. An attorney"
        " reads it.",
        (ATTORNEY,), yes_no()),
    Question(
        "defendant_known", "The person responsible is known",
        "Is the person responsible known, and can they be reached?",
        "A claim needs somebody to answer it.", (SURVIVOR, PROSECUTOR, ATTORNEY), yes_no()),
    Question(
        "defendant_convicted", "Convicted of it", "Was that person convicted of it?",
        "It helps as proof. The section does not ask for a conviction.",
        (PROSECUTOR, ATTORNEY), conviction(), ("The judgment or the plea",)),
    Question(
        "settled", "Settlement or earlier judgment",
        "Was there a settlement, or a judgment in a claim about the same acts?",
        "It may have ended this claim against that person, in whole or in part.",
        (SURVIVOR, ATTORNEY), yes_no(), ("The settlement", "The judgment")),
    Question(
        "identifiable", "Recognisable", "Can the survivor be recognised in it, or from what stood"
                                        " with it?",
        "The section is for a person who can be identified.",
        (SURVIVOR, ATTORNEY), yes_no(), ("A description in words; never the image",)),
    Question(
        "disclosed", "Disclosed without consent", "Was it disclosed to anybody without consent?",
        "Consent to making it, or to one person having it, is not consent to disclosing it"
        " further.",
        (SURVIVOR, ATTORNEY),
        yes_no(threat_only="Not disclosed: a threat"), ("Messages", "Records of the listings")),
    Question(
        "discloser_known", "Who disclosed it is known", "Is it known who disclosed it?",
        "The claim is against that person, not the platform.",
        (SURVIVOR, ATTORNEY), yes_no(), ("Messages", "Account names")),
    Question(
        "image_is", "A real image", "Is it a real image, or one made or altered by a computer?",
        "Whether the section covers a forgery is disputed.",
        (SURVIVOR, ATTORNEY), {"real": "Real", "forged": "Made or altered by a computer",
            **NOT_TOLD}),
    Question(
        "commercial", "Commercial pornographic content",
        "Was it made as commercial pornographic content, and freely?",
        "Such content is left out, unless force, fraud, misrepresentation or coercion was behind"
        " it.",
        (SURVIVOR, ATTORNEY),
        {"no": "No", "coerced": "Yes, by force, fraud or coercion", "free": "Yes, freely",
            **NOT_TOLD},
        ("The contract",)),
    Question(
        "other_exception", "Another exception",
        "Was it disclosed for a report in good faith, the law, medicine, help, or a public"
        " concern?",
        "The section is understood to leave such disclosures out (unverified).",
        (ATTORNEY,), yes_no()),
    Question(
        "disclosed_on", "Latest disclosure", "When was it last disclosed, as far as is known?",
        "The section is for disclosures since 1 October 2022, and each has its own time.",
        (SURVIVOR, ADVOCATE, ATTORNEY), sides(ACT_LINE),
        ("The records of looks at the listings",), "date", ACT_LINE),
    Question(
        "first_disclosed_on", "First disclosure", "When was it first disclosed, as far as is"
                                                  " known?",
        "Each disclosure has its own time; the first one's ends first.",
        (SURVIVOR, ADVOCATE, ATTORNEY), sides(ACT_LINE),
        ("The records of looks at the listings",), "date", ACT_LINE),
    Question(
        "state", "State", "Which state's law may apply: where the survivor lives, or where it"
                          " happened?",
        "State crimes, claims, compensation and orders differ from state to state.",
        (SURVIVOR, ATTORNEY), {**STATES, "outside": "None: outside the US", **NOT_TOLD}),
    Question(
        "state_case", "State criminal case", "How far is a criminal case in a state court?",
        "Its restitution is the state's own law.", (PROSECUTOR, SURVIVOR),
        {"none": "None", "reported": "Reported", "pending": "Charged, not decided yet",
         "convicted": "Convicted, not sentenced yet", "sentenced": "Sentenced", **NOT_TOLD}),
    Question(
        "police_report", "Reported to the police", "Was it reported to the police?",
        "Many compensation programmes ask for a report, and for an early one.",
        (SURVIVOR, ADVOCATE), yes_no(), ("The report's number",)),
    Question(
        "self_made", "Taken by the survivor", "Did the survivor take the image?",
        "Copyright is the maker's.", (SURVIVOR,), yes_no()),
    Question(
        "setting", "School or work", "Does it reach the survivor's school or work?",
        "A school or an employer may owe a remedy of its own.", (SURVIVOR,),
        {"school": "School", "work": "Work", "both": "Both", "neither": "Neither", **NOT_TOLD}),
    Question(
        "protection_wanted", "Protection from a person",
        "Does the survivor want a court to tell a person to stay away or to stop?",
        "An order is the survivor's choice, and asking for one can itself be a danger.",
        (SURVIVOR, ADVOCATE), yes_no()),
    Question(
        "trafficked", "Force, fraud, coercion, or money for a sexual act",
        "Was there force, fraud or coercion, or a minor, in a sexual act that something was paid"
        " for?",
        "That is what the trafficking claim is about.", (SURVIVOR, ATTORNEY), yes_no()),
)
# fmt: on
