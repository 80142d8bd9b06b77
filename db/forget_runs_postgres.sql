-- Forgets runs of the events job that began more than a year ago. What stays:
-- ranges with gaps, which verification needs to tell a gap from a loss, and
-- each topic's last good run with all that came after it. Of a topic without
-- stored offsets, mistyped or given up, nothing else stays.
-- As superuser, whenever you like: psql -d shop -f db/forget_runs_postgres.sql

begin;

create temporary table forgotten on commit drop as
with newest as (
    select topic, max(began) as began
    from public.pipeline_runs
    where
        outcome = 'done'
        and topic in (select topic from public.kafka_offsets)
    group by topic
)

select r.run_id, r.attempt
from public.pipeline_runs as r
left join newest as n on n.topic = r.topic
where
    r.began < least(n.began, now() - interval '1 year')
    and r.outcome <> 'running';

delete from public.pipeline_run_partitions as p
using forgotten as f
where p.run_id = f.run_id and p.attempt = f.attempt and p.gaps = '{}';

delete from public.pipeline_runs as r
using forgotten as f
where
    r.run_id = f.run_id
    and r.attempt = f.attempt
    and not exists (
        select from public.pipeline_run_partitions as p
        where p.run_id = r.run_id and p.attempt = r.attempt
    );

commit;
