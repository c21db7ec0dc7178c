-- Grades and a cohort's rules -> the tables that standings are read from. What a candidate's rows say
-- depends on that candidate's grades and the rules alone, so only those of `pending` are made anew.
-- Whole numbers throughout: sums of fractions depend on their order, and with it would the ranks.

DELETE FROM people WHERE user_id IN (SELECT user_id FROM pending);
DELETE FROM tried WHERE user_id IN (SELECT user_id FROM pending);
DELETE FROM scores WHERE user_id IN (SELECT user_id FROM pending);
DELETE FROM daily WHERE user_id IN (SELECT user_id FROM pending);
DELETE FROM progress WHERE user_id IN (SELECT user_id FROM pending);

-- Who it is: the login of the latest grade, whose spelling may have changed.
INSERT INTO people
SELECT user_id, arg_max(candidate, (graded_us, candidate)) AS login
FROM grades
WHERE submitted_us <= $latest_us AND user_id IN (SELECT user_id FROM pending)
GROUP BY user_id
HAVING NOT $has_roster OR lower(login) IN (SELECT login FROM roster);

-- What was handed in for tasks that count, by people who count. `worth` is in 1/10,000 of a point.
INSERT INTO tried
SELECT
    grades.id,
    grades.user_id,
    tasks.task,
    grades.submitted_us,
    grades.tie,
    grades.is_first,
    grades.points,
    grades.ratio,
    round(tasks.weight * grades.points * windows.factor * 10000)::BIGINT AS worth,
    windows.factor,
    windows.reason,
    grades.verdict = 'passed' AS is_passed,
    coalesce(tasks.suite <> grades.suite, false) AS is_stale
FROM grades
JOIN pending USING (user_id)
JOIN people USING (user_id)
JOIN tasks USING (slug, kind)
JOIN windows ON
    grades.submitted_us >= windows.from_us AND grades.submitted_us < windows.until_us
WHERE grades.submitted_us <= $latest_us;

-- The best work of each candidate at each task: most worth, then fastest, then earliest. `needed`
-- counts solutions up to the first that passed.
INSERT INTO scores
WITH judged AS (
    SELECT tried.*, min(submitted_us) FILTER (is_passed) OVER at_task AS passed_us
    FROM tried JOIN pending USING (user_id)
    WHERE factor > 0
    WINDOW at_task AS (PARTITION BY user_id, task)
), best AS (
    SELECT
        *,
        count(*) FILTER (is_first) OVER at_task AS attempts,
        count(*) FILTER (is_first AND submitted_us <= passed_us) OVER at_task AS needed
    FROM judged
    WINDOW at_task AS (PARTITION BY user_id, task)
    QUALIFY row_number() OVER (
        PARTITION BY user_id, task ORDER BY worth DESC, ratio NULLS LAST, submitted_us, tie
    ) = 1
)
SELECT best.*, grades.verdict, grades.max_points, grades.layout, grades.outcomes
FROM best JOIN grades USING (id);

-- The total at the end of each day on which it rose: what a line of progress can show.
INSERT INTO progress
WITH tops AS (
    SELECT user_id, task, submitted_us, tie, max(worth) OVER so_far AS top
    FROM tried JOIN pending USING (user_id) WHERE factor > 0
    WINDOW so_far AS (PARTITION BY user_id, task ORDER BY submitted_us, tie)
), gains AS (
    SELECT user_id, submitted_us, top - coalesce(lag(top) OVER so_far, 0) AS gain
    FROM tops
    WINDOW so_far AS (PARTITION BY user_id, task ORDER BY submitted_us, tie)
), days AS (
    SELECT user_id, max(submitted_us) AS at_us, sum(gain)::BIGINT AS gain
    FROM gains WHERE gain > 0
    GROUP BY user_id, (make_timestamptz(submitted_us) AT TIME ZONE $zone)::DATE
)
SELECT user_id, at_us, (sum(gain) OVER (PARTITION BY user_id ORDER BY at_us))::BIGINT AS worth
FROM days;

-- What was handed in on each day of the cohort's zone.
INSERT INTO daily
SELECT user_id, (make_timestamptz(submitted_us) AT TIME ZONE $zone)::DATE AS day,
       count(*) AS attempts, count(*) FILTER (is_passed) AS passed
FROM tried JOIN pending USING (user_id)
WHERE is_first AND reason = ''
GROUP BY user_id, day;

-- Logarithms in millionths: their mean is that of a geometric mean, and exact. Only work that
-- passed has a speed worth comparing.
CREATE OR REPLACE TEMP TABLE ranked AS
WITH totals AS (
    SELECT
        user_id,
        sum(worth)::BIGINT AS worth,
        count(*) FILTER (is_passed) AS passed,
        sum(attempts)::BIGINT AS attempts,
        round(exp(
            sum(round(ln(greatest(ratio, 0.01)) * 1e6)::BIGINT)
                FILTER (is_passed AND ratio IS NOT NULL)
            / nullif(count(ratio) FILTER (is_passed), 0) / 1e6
        ), 1) AS ratio,
        coalesce(max(submitted_us) FILTER (worth > 0), max(submitted_us)) AS reached_us
    FROM scores
    GROUP BY user_id
)
SELECT
    totals.*,
    people.login,
    rank() OVER (ORDER BY worth DESC, ratio NULLS LAST, reached_us) AS rank
FROM totals JOIN people USING (user_id);
