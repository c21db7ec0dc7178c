-- Grades and a cohort's rules -> the tables that standings are read from. Whole numbers throughout:
-- sums of fractions depend on their order, and with it would the ranks.

-- Who it is: the login of the latest grade, whose spelling may have changed.
CREATE OR REPLACE TEMP TABLE people AS
SELECT user_id, arg_max(candidate, (graded_us, candidate)) AS candidate
FROM grades
WHERE submitted_us <= $latest_us
GROUP BY user_id
HAVING NOT $has_roster OR lower(arg_max(candidate, (graded_us, candidate))) IN (SELECT login FROM roster);

-- What was handed in for tasks that count, by people who count. `worth` is in 1/10,000 of a point.
CREATE OR REPLACE TEMP TABLE tried AS
SELECT
    grades.rowid AS id,
    grades.user_id,
    tasks.task,
    grades.submitted_us,
    grades.solution,
    round(tasks.weight * grades.points * windows.factor * 10000)::BIGINT AS worth,
    windows.factor,
    windows.reason,
    grades.points,
    grades.ratio,
    grades.verdict = 'passed' AS is_passed,
    grades.is_first,
    coalesce(tasks.suite <> grades.suite, false) AS is_stale
FROM grades
JOIN people USING (user_id)
JOIN tasks USING (slug, kind)
ASOF JOIN windows ON grades.submitted_us >= windows.from_us
WHERE grades.submitted_us <= $latest_us;

-- The best work of each candidate at each task: most worth, then fastest, then earliest. Rows are
-- numbered as they happened to come, so what is left is settled by the solution.
CREATE OR REPLACE TEMP TABLE best AS
SELECT
    user_id,
    task,
    min({
        worth: -worth, ratio: coalesce(ratio, 1e9), submitted_us: submitted_us,
        solution: solution, id: id
    }).id AS id,
    count(*) FILTER (is_first) AS attempts,
    min(submitted_us) FILTER (is_passed) AS passed_us
FROM tried
WHERE factor > 0
GROUP BY user_id, task;

CREATE OR REPLACE TEMP TABLE scores AS
SELECT best.user_id, best.task, best.attempts, best.passed_us, tried.* EXCLUDE (user_id, task)
FROM best JOIN tried USING (id);

-- Logarithms in millionths: their mean is that of a geometric mean, and exact. Only work that
-- passed has a speed worth comparing.
CREATE OR REPLACE TEMP TABLE totals AS
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
GROUP BY user_id;

CREATE OR REPLACE TEMP TABLE ranked AS
SELECT
    totals.*,
    people.candidate,
    rank() OVER (ORDER BY worth DESC, ratio NULLS LAST, reached_us) AS rank
FROM totals JOIN people USING (user_id);
