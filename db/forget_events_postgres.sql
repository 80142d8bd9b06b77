-- Forgets events, and rejected messages, of runs that stored them more than a
-- year ago, and moves up where each partition's stored offsets begin, so that
-- verification goes on from there. What stays: whole ranges of runs, at least
-- the last of each partition. An event that comes again afterwards is no
-- duplicate any more, and a rejected message cannot be replayed.
-- As superuser, whenever you like, before forget_runs_postgres.sql:
-- psql -d shop -f db/forget_events_postgres.sql

begin;

create temporary table beginning on commit drop as
with latest as (
    select topic, partition, max(stored_at) as stored_at
    from public.pipeline_run_partitions
    group by topic, partition
)

select o.topic, o.partition, min(p.begin_offset) as first_offset
from public.kafka_offsets as o
join latest as l on l.topic = o.topic and l.partition = o.partition
join public.pipeline_run_partitions as p
    on
        p.topic = o.topic
        and p.partition = o.partition
        and p.stored_at >= least(l.stored_at, now() - interval '1 year')
where p.begin_offset < o.next_offset
group by o.topic, o.partition, o.first_offset
having min(p.begin_offset) > o.first_offset;

update public.kafka_offsets as o
set first_offset = b.first_offset
from beginning as b
where o.topic = b.topic and o.partition = b.partition;

delete from public.kafka_events as e
using beginning as b
where
    e.topic = b.topic
    and e.partition = b.partition
    and e."offset" < b.first_offset;

delete from public.kafka_events_rejected as e
using beginning as b
where
    e.topic = b.topic
    and e.partition = b.partition
    and e."offset" < b.first_offset;

commit;
