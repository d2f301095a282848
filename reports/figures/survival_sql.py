"""Kaplan and Meier in one statement, over any table `spell` of (key, case_id, t, gone).

`t` is in seconds. Events come before what is censored at the same moment. Between two censored
rows the product of (1 - d/n) telescopes, so that only censored rows need a logarithm
(counts are floats: sums of whole numbers are exact in them, and many times as quick as decimals):
    S(t) = (n - d)/N * product over what was censored before t of n'/(n' - c')
with n' at risk just before, and likewise Greenwood's sum. Where nothing is censored S is a plain
fraction, and a half is exactly a half.
"""

from reports.figures.counted import NOW
from reports.rules.intervals import Z

# date_part, for it is a float; extract gives a decimal and takes many times as long. What was gone
# before its receipt was proven took no time.
SPELL = f"""
        SELECT key, case_id, achieved_at IS NOT NULL AS gone,
               greatest(date_part('epoch', COALESCE(achieved_at, closed_at, {NOW}) - starts_at), 0)
                   AS t
        FROM {{source}}"""

TIMES = """
    times AS (
        SELECT key, t, count(*)::float8 AS m, count(*) FILTER (WHERE gone)::float8 AS d
        FROM spell GROUP BY key, t
    )"""

CURVE = """
    ranked AS (
        SELECT key, t, m, d, sum(m) OVER w - m AS before, sum(m) OVER (PARTITION BY key) AS all_n
        FROM times
        WINDOW w AS (PARTITION BY key ORDER BY t ROWS UNBOUNDED PRECEDING)
    ), risk AS (
        SELECT key, t, d, all_n, all_n - before AS n,
               all_n - before - d AS stay,  -- at risk after the events at t
               all_n - before - m AS rest   -- and after what is censored at t
        FROM ranked
    ), kept AS (
        SELECT *,
               COALESCE(sum(CASE WHEN rest > 0 AND rest < stay THEN ln(stay / rest) ELSE 0 END)
                        OVER earlier, 0) AS raised,
               COALESCE(sum(CASE WHEN rest > 0 AND rest < stay THEN 1 / rest - 1 / stay ELSE 0 END)
                        OVER earlier, 0) AS spared
        FROM risk
        WINDOW earlier AS (
            PARTITION BY key ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ), step AS (
        SELECT key, t, d, n, stay / all_n * exp(raised) AS s,
               CASE WHEN stay > 0 THEN sqrt(greatest(1 / stay - 1 / all_n - spared, 0)) END AS g,
               lead(t) OVER (PARTITION BY key ORDER BY t) AS next_t
        FROM kept WHERE d > 0
    )"""

# A limit is a moment at which the log(-log) interval of S still holds the share asked for, as SAS
# and statsmodels have it: the first, and the first after the last. NULL: never reached. A half is
# reached where S is not above it; a rounding error is no more than that.
HOLDS = """CASE WHEN s > 0 AND s < 1
                 THEN abs(ln(ln(s) / ln({left}::float8))) * abs(ln(s)) <= {z} * g END"""
QUANTILE = """
           min(t) FILTER (WHERE s <= {left} + 1e-12) AS {name},
           min(t) FILTER (WHERE {holds}) AS {name}_low,
           NULLIF(max(COALESCE(next_t, 'Infinity')) FILTER (WHERE {holds}), 'Infinity')
               AS {name}_high"""

ASKED = {"median": "0.5", "p90": "0.1"}  # the share still up

LIMITS = """
           CASE WHEN s <= 0 THEN 0 ELSE s ^ exp({z} * g / abs(ln(s))) END AS low,
           CASE WHEN s <= 0 THEN 0 ELSE s ^ exp(-{z} * g / abs(ln(s))) END AS high"""


def quantiles() -> str:
    """Give the statement's columns: each quantile with its limits, in seconds."""
    return ",".join(
        QUANTILE.format(name=name, left=left, holds=HOLDS.format(left=left, z=Z))
        for name, left in ASKED.items()
    )


def summary(spells: str) -> str:
    """Give the statement that sums up each key of `spell`, as `spells` defines it."""
    return f"""
    WITH {spells}, {TIMES}, {CURVE}, shown AS (
        SELECT key,{quantiles()}
        FROM step GROUP BY key
    ), whole AS (
        SELECT key, sum(m)::bigint AS n, sum(d)::bigint AS events FROM times GROUP BY key
    ), people AS (
        SELECT key, count(*) AS cases FROM (SELECT DISTINCT key, case_id FROM spell) AS one
        GROUP BY key
    )
    SELECT * FROM whole JOIN people USING (key) LEFT JOIN shown USING (key)"""


POINTS = f"""
    SELECT key, t, s, n, d,{LIMITS.format(z=Z)}
    FROM step ORDER BY key, t"""


def points(spells: str) -> str:
    """Give the statement of every step of each key's curve."""
    return f"WITH {spells}, {TIMES}, {CURVE}{POINTS}"
