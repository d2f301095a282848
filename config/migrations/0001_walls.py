"""Row-level security: what `visible_to` says, said again by the database (ADR 0080)."""

from django.db import migrations

# Who may execute it looks beyond every wall: the owner of the tables and whom the owner lets, the
# workers' role. It does nothing; the privilege is the answer. Inside a function of the owner's,
# current_user is the owner, so the walls' own questions meet no walls.
FUNCTIONS = """
CREATE FUNCTION reclaim_beyond() RETURNS void LANGUAGE sql IMMUTABLE PARALLEL SAFE AS '';
REVOKE EXECUTE ON FUNCTION reclaim_beyond() FROM PUBLIC;

CREATE FUNCTION reclaim_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('reclaim.act', true), '') <> ''
        OR has_function_privilege(current_user, 'reclaim_beyond()'::regprocedure, 'EXECUTE');

CREATE FUNCTION reclaim_reader() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('reclaim.reader', true), '')::uuid;

CREATE FUNCTION reclaim_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    SECURITY DEFINER AS $$
    SELECT role FROM accounts_user WHERE id = reclaim_reader() AND is_active
$$;

CREATE FUNCTION reclaim_every() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN reclaim_all() OR coalesce(reclaim_role() = 'supervisor', false);

-- Case.worked_by and Case.released_to: by the database's clock at the statement's beginning.
CREATE FUNCTION reclaim_worked(asked text[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER AS $$
    SELECT own.case_id FROM cases_assignment AS own
     WHERE own.user_id = reclaim_reader() AND own.ended_at IS NULL
       AND (reclaim_role() = 'advocate' OR reclaim_role() = 'attorney' AND EXISTS (
               SELECT FROM cases_release AS yes
                WHERE yes.case_id = own.case_id AND yes.recipient_kind = 'attorney'
                  AND yes.recipient_ref = reclaim_reader()::text AND yes.purpose = 'legal_review'
                  AND yes.information::text[] @> asked AND yes.revoked_at IS NULL
                  AND yes.expires_at > statement_timestamp()))
     UNION ALL
    SELECT lent.case_id FROM cases_cover AS lent
     WHERE lent.taker_id = reclaim_reader() AND reclaim_role() = 'advocate'
       AND lent.accepted_at IS NOT NULL AND lent.ended_at IS NULL
       AND lent.starts_at <= statement_timestamp() AND lent.ends_at > statement_timestamp()
$$;

CREATE FUNCTION reclaim_cases() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC SELECT reclaim_worked(ARRAY['complaint', 'exchange', 'locations']); END;

-- What bears on restitution: an attorney knows it by a release that says so, and by no other.
CREATE FUNCTION reclaim_told() RETURNS SETOF uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT reclaim_worked(ARRAY['complaint', 'exchange', 'locations', 'restitution']);
    END;
"""
UNDO_FUNCTIONS = """
DROP FUNCTION reclaim_told();
DROP FUNCTION reclaim_cases();
DROP FUNCTION reclaim_worked(text[]);
DROP FUNCTION reclaim_every();
DROP FUNCTION reclaim_role();
DROP FUNCTION reclaim_reader();
DROP FUNCTION reclaim_all();
DROP FUNCTION reclaim_beyond();
"""

ALL = "(SELECT reclaim_all())"
ME = "(SELECT reclaim_reader())"
ROLE = "(SELECT reclaim_role())"


def of_case(column: str) -> str:
    return f"((SELECT reclaim_every()) OR {column} IN (SELECT reclaim_cases()))"


CASE = of_case("case_id")
TOLD = "((SELECT reclaim_every()) OR case_id IN (SELECT reclaim_told()))"
PARTITION = f"({ALL} OR {ROLE} = 'attorney' AND case_id IN (SELECT reclaim_told()))"
COVERS = f"{ROLE} IN ('advocate', 'supervisor')"


def through(table: str, key: str, column: str = "id") -> str:
    """Lead through a row that is walled itself: its own wall is asked."""
    return f"({ALL} OR EXISTS (SELECT FROM {table} AS leads WHERE leads.{column} = {key}))"


BY_CASE = """
cases_assignment cases_authority cases_casekey cases_person cases_plannedhandover cases_release
cases_survivor complaints_addendum complaints_addendumfiling complaints_complaintdraft
complaints_cybertip complaints_exposurechoice complaints_priornotice complaints_revision
complaints_signoff
deadlines_clock deadlines_course deadlines_courseevent deadlines_unclocked
evidence_fingerprint evidence_holding evidence_item evidence_listingfact
intake_intake intake_intakeplace intake_plan intake_planstep
keeping_correction keeping_datasheet keeping_legalhold keeping_purge keeping_purgecertificate
removal_answer removal_chokepoint removal_lookplan removal_nonefound removal_receipt
removal_removalrequest removal_submission
reports_countedcase
""".split()
WALLS = {table: CASE for table in BY_CASE} | {
    "cases_case": of_case("id"),
    "cases_note": f"({CASE} AND ({ALL} OR (written_as = 'attorney') = ({ROLE} = 'attorney')))",
    # An attorney's restitution task is theirs alone: its day is of the attorneys' partition.
    "cases_task": f"({CASE} AND ({ALL} OR kind <> 'restitution' OR assigned_to_id IS NULL"
    " OR assigned_to_id NOT IN (SELECT id FROM accounts_user WHERE role = 'attorney')"
    f" OR assigned_to_id = {ME} AND case_id IN (SELECT reclaim_told())))",
    "cases_breakglass": "((SELECT reclaim_every()))",  # supervisors tell each other
    # An offer tells its taker a code and hours; a move tells whom a case went from.
    "cases_cover": f"({ALL} OR {COVERS} AND ({ME} IN (taker_id, giver_id) OR {CASE}))",
    "cases_casemove": f"((SELECT reclaim_every()) OR {ROLE} = 'advocate'"
    f" AND {ME} IN (taker_id, giver_id))",
    "restitution_courtcase": TOLD,
    "restitution_noticepreference": TOLD,
    "restitution_remedyfact": TOLD,
    "restitution_day": PARTITION,
    "restitution_determination": PARTITION,
    "restitution_moneyline": PARTITION,
    "restitution_privilegednote": PARTITION,
    "evidence_match": f"({ALL} OR EXISTS (SELECT FROM evidence_item AS a WHERE a.id = item_a_id)"
    " AND EXISTS (SELECT FROM evidence_item AS b WHERE b.id = item_b_id))",
    "deadlines_step": through("deadlines_clock", "clock_id"),
    "deadlines_reminder": f"({ALL} OR recipient_id = {ME}"
    " AND EXISTS (SELECT FROM deadlines_step AS leads WHERE leads.id = step_id))",
    "intake_importedrow": through("intake_intake", "intake_id"),
    "removal_listing": through("removal_removalrequest", "request_id"),
    "accounts_notice": f"({ALL} OR reader_id = {ME})",  # it tells a code
    "removal_batch": f"({ALL} OR made_by_id = {ME})",
    "removal_batchentry": through("removal_batch", "batch_id"),
    "reports_export": f"({ALL} OR asked_by_id = {ME})",
    "reports_exportpiece": through("reports_export", "export_id"),
    "audit_entry": f"((SELECT reclaim_every()) OR actor = {ME}::text"
    " OR chain IN (SELECT id::text FROM reclaim_cases() AS of (id)))",
    "audit_chainhead": "((SELECT reclaim_every())"
    " OR chain IN (SELECT id::text FROM reclaim_cases() AS of (id)))",
}
COMMANDS = {
    "select": "USING {0}",
    "insert": "WITH CHECK {0}",
    "update": "USING {0} WITH CHECK {0}",
    "delete": "USING {0}",
}


def wall(table: str, rows: str) -> str:
    policies = "".join(
        f"CREATE POLICY wall_{command} ON {table} FOR {command.upper()} {said.format(rows)};\n"
        for command, said in COMMANDS.items()
    )
    return (
        f"{policies}ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    )


def no_wall(table: str) -> str:
    policies = "".join(f"DROP POLICY wall_{command} ON {table};\n" for command in COMMANDS)
    return (
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;\n"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n{policies}"
    )


# All at once and in one order, so that it waits here for whoever writes, or not at all.
LOCK = f"LOCK TABLE {', '.join(sorted(WALLS))} IN ACCESS EXCLUSIVE MODE"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_guesses_and_links"),
        ("audit", "0004_activity"),
        ("cases", "0016_purge_task"),
        ("complaints", "0010_resealed"),
        ("deadlines", "0010_mail_hold"),
        ("evidence", "0007_erased_by_the_door"),
        ("intake", "0002_imported_rows"),
        ("keeping", "0004_kinds_of_records"),
        ("removal", "0004_none_found"),
        ("reports", "0003_funder"),
        ("restitution", "0004_resealed"),
        ("sealing", "0001_rotations"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO_FUNCTIONS),
        migrations.RunSQL(LOCK, migrations.RunSQL.noop),
        *(migrations.RunSQL(wall(table, rows), no_wall(table)) for table, rows in WALLS.items()),
    ]
