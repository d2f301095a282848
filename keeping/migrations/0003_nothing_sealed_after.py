from django.db import migrations

# Whoever read the case's key before a purge may still hold a value sealed under it: the row of the
# key is asked, and waited for, as the value comes in. What holds none (a sweep's rows) asks nothing.
ASK = """
CREATE FUNCTION keeping_nothing_after() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    matter uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    gone timestamptz;
BEGIN
    SELECT destroyed_at INTO gone FROM cases_casekey WHERE case_id = matter FOR SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'This case was purged.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
UNDO_ASK = "DROP FUNCTION keeping_nothing_after()"

SEALED = {
    "cases_authority": "holder reference",
    "cases_breakglass": "reason",
    "cases_cover": "note",
    "cases_note": "text",
    "cases_person": "name contact note",
    "cases_release": "recipient_name information_words purpose_words held_at revoked_because",
    "cases_survivor": "name contact safe_contact",
    "cases_task": "text",
    "complaints_addendum": "text",
    "complaints_addendumfiling": "number",
    "complaints_complaintdraft": "filing_number",
    "complaints_cybertip": "number words",
    "complaints_exposurechoice": "choice",
    "complaints_priornotice": "text again_because reference",
    "complaints_revision": "document",
    "deadlines_courseevent": "reference",
    "evidence_fingerprint": "digits",
    "evidence_holding": "holder note",
    "evidence_item": "url host handle account_name platform_item_id locator description"
                     " screenshot_held_by",
    "evidence_listingfact": "note",
    "intake_intake": "told",
    "intake_intakeplace": "url handle name site note",
    "intake_planstep": "reference",
    "keeping_correction": "was value note",
    "keeping_legalhold": "reason lifted_because",
    "keeping_purge": "reason_words",
    "removal_answer": "reference words",
    "removal_chokepoint": "note",
    "removal_receipt": "proof_reference change_note",
    "removal_removalrequest": "signer_name good_faith_statement contact",
    "removal_submission": "reference notice_text",
    "restitution_courtcase": "docket defendant",
    "restitution_day": "words",
    "restitution_determination": "reasons facts",
    "restitution_moneyline": "note",
    "restitution_privilegednote": "text",
    "restitution_remedyfact": "told note",
}
OF_THE_CASE = {"cases_case": "narrative"}


def _guard(table: str, columns: str, key: str) -> tuple[str, str]:
    names = columns.split()
    said = " OR ".join(f'octet_length(NEW."{name}") > 1' for name in names)
    of = ", ".join(f'"{name}"' for name in names)
    when = "UPDATE OF" if key == "id" else "INSERT OR UPDATE OF"  # a new case has no key yet
    return (
        f"CREATE TRIGGER nothing_sealed_after_a_purge BEFORE {when} {of} ON {table}"
        f" FOR EACH ROW WHEN ({said}) EXECUTE FUNCTION keeping_nothing_after('{key}')",
        f"DROP TRIGGER nothing_sealed_after_a_purge ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("keeping", "0002_guards"),
        ("cases", "0014_break_glass"),
        ("deadlines", "0009_closed_by_month"),
        ("intake", "0002_imported_rows"),
        ("removal", "0002_release"),
    ]

    operations = [
        migrations.RunSQL(ASK, UNDO_ASK),
        *(
            migrations.RunSQL(*_guard(table, columns, key))
            for tables, key in ((SEALED, "case_id"), (OF_THE_CASE, "id"))
            for table, columns in tables.items()
        ),
    ]
