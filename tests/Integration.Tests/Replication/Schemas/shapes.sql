-- Tables of every shape, and names that need care.

create table part (id bigint, day date, v text, primary key (id, day)) partition by range (day);
create table part_1 partition of part for values from ('2024-01-01') to ('2025-01-01');
create table part_2 partition of part default;
insert into part select i, date '2024-06-01' + i % 400, 'v' || i from generate_series(1, 5000) as i;

create table doubled (a int, b text);
insert into doubled select i % 5, case when i % 2 = 0 then 'x' end from generate_series(1, 100) as i;

create table nothing (a int primary key, b text);

create table parent (id int, t text);
create table child (x int) inherits (parent);
insert into parent values (1, 'p');
insert into child values (2, 'c', 5);

create view seen as select id, t || '!' as t from only parent;
create materialized view kept as select id, day from part where id < 100;
create temporary table passing (a int);

create table "Mixed ""Name"" `tick` таблица" (
    "select" int primary key,
    "Group by" text,
    "ключ `x`" text,
    "a.b" int,
    "it's \ back" text,
    "имя_из_тридцати_одного_символа_" text,
    "exactly_sixty_three_characters_long_name_of_a_column_in_here_ok" text
);
insert into "Mixed ""Name"" `tick` таблица" values (1, 'a', 'b', 2, 'c', 'd', 'e');
create index "primary" on "Mixed ""Name"" `tick` таблица" ("a.b");

create table keys (id text primary key, u varchar(900), w varchar(900), b bytea unique, unique (u, w));
insert into keys values ('a', 'A', 'a', '\x00'), ('A', 'a', 'A', '\x01'), ('a ', 'a ', '', null), ('á', '', '', '\xff'), ('a' || U&'\0301', '', 'x', '\x');
create index keys_lower on keys (lower(id));
create index keys_some on keys (u) where w > '';
create index keys_w on keys (w);
comment on table keys is 'emoji 😀 it''s';
comment on column keys.id is 'q\ "x"';

do $$
begin
    execute 'create table wide (' || (
        select string_agg('c' || i || case i % 4 when 0 then ' int' when 1 then ' date' when 2 then ' varchar(300)' else ' numeric(12, 2)' end, ', ')
        from generate_series(1, 300) as i
    ) || ')';
end $$;
insert into wide (c1, c2, c3, c4, c300) select '2024-01-01', repeat('wide', i), i / 100.0, i, i from generate_series(1, 50) as i;

create table large (id int primary key, t text, b bytea, j jsonb);
insert into large
select i, repeat(md5(i::text), 160000), decode(repeat(md5(i::text), 160000), 'hex'), jsonb_build_array(repeat('x1.50', 1000000))
from generate_series(1, 3) as i;
