-- Forgets runs of replication and analytics that began more than a year ago.
-- Each table keeps its newest proof, however old: verification, the guard
-- against emptied tables and a rerun that moves what differs read it.
-- As the user of MYSQL_URL, whenever you like: mysql ... < db/forget_runs_mysql.sql

delete r, t
from pipeline_runs as r
left join pipeline_run_tables as t on t.run_id = r.run_id and t.attempt = r.attempt
where
    r.began < utc_timestamp() - interval 1 year
    and r.outcome <> 'running'
    and (r.run_id, r.attempt) not in (
        select newest.run_id, newest.attempt
        from (
            select
                d.run_id,
                d.attempt,
                row_number() over (partition by d.job, p.target_name order by d.ended desc) as nth
            from pipeline_runs as d
            join pipeline_run_tables as p on p.run_id = d.run_id and p.attempt = d.attempt
            where d.outcome = 'done'
        ) as newest
        where newest.nth = 1
    );
