-- What the whole stack has in PostgreSQL beside the shop: the role that owns
-- Airflow's tables, and the role of Airflow's tasks.
--
-- Run it in the shop's database after init_postgres.sql, as a superuser.
-- Running it again changes nothing. It sets no password.
--
--   airflow   owns the database airflow
--   pipeline  the jobs: reads the shop, writes the events, and no more

do $$
declare
    wanted text;
begin
    foreach wanted in array array['airflow', 'pipeline'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login', wanted);
        end if;
    end loop;
end
$$;

grant shop_reader, events_writer to pipeline;
