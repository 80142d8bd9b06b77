-- A table per family of types, with the values at their edges.

create extension citext;

create type mood as enum ('sad', 'it''s, "ok"', 'весело');
create type pair as (a int, b text, c numeric[]);
create domain positive as int not null check (value > 0);
create domain tags as text[];
create domain price as numeric(10, 2);
create domain sale_price as price check (value > 0);
create type float_range as range (subtype = float8);

create table numbers (
    id int generated always as identity primary key,
    s smallint,
    i int,
    b bigint,
    flag boolean,
    n numeric,
    tens numeric(5, -2),
    small numeric(2, 4),
    long numeric(100, 10),
    wide numeric(65, 30),
    r real,
    d double precision,
    m money,
    p sale_price,
    twice bigint generated always as (i::bigint * 2) stored
);
insert into numbers (s, i, b, flag, n, tens, small, long, wide, r, d, m, p) values
    (-32768, -2147483648, -9223372036854775808, true, 1.50, 12345, 0.0012, 1234567890.1234567890, 1, 1.1, 0.1, 12.34, 1.10),
    (32767, 2147483647, 9223372036854775807, false, 12345678901234567890123456789012345.123456789012345678901234567891, 99900, 0.0099,
     -1e50, -0.000000000000000000000000000001, 3.4028235e38, 1.7976931348623157e308, -92233720368547758.08, 99999999.99),
    (0, 0, 0, null, 99999999999999999999999999999999999.999999999999999999999999999999, 0, 0, 1e54, 99999999999999999999999999999999999, 1e-45, 5e-324, 0, 1),
    (null, null, null, null, -0.000, -12300, -0.0001, 0.0000000001, 0, -16777216, 1e22, null, null),
    (null, null, null, null, 0.000000000000000000000000000001, null, null, null, null, 0.3, -1.2345678901234567e-300, null, null);
insert into numbers (n, r, d)
select round((random() - 0.5)::numeric * 10::numeric ^ (k % 30 - 15), 30), ((random() - 0.5) * 10 ^ (k % 60 - 30))::real, (random() - 0.5) * 10 ^ (k % 600 - 300)
from generate_series(1, 1000) as k;

create table texts (
    id positive primary key,
    c char(7),
    cw char(400),
    v varchar(40),
    long varchar(2000),
    t text,
    n name,
    ci citext,
    e mood,
    x xml,
    ts tsvector,
    tq tsquery,
    five bit(5),
    few varbit,
    many bit(1200),
    one "char",
    raw bytea
);
insert into texts values
    (1, 'ab ', 'wide ', 'a ', repeat('я', 2000), E'tab\tnew\nreturn\rback\\slash\bform\fvertical\v\\N', 'name', 'CiText', 'sad', '<a b="c">é</a>',
     to_tsvector('simple', 'the quick ''q'' fox'), 'a & !b', B'10101', B'1', repeat('1', 1200)::bit(1200), 'x',
     (select string_agg(decode(lpad(to_hex(k), 2, '0'), 'hex'), '') from generate_series(0, 255) as k)),
    (2, '', '', '', '', '\N', '', '', 'it''s, "ok"', '<r/>', '', '', B'00000', B'', null, null, '\x'),
    (3, '😀', '  leading', ' ', 'a ', '😀 e' || U&'\0301', 'имя', 'é', 'весело', null, 'a:1A,2B', null, null, null, null, 'a', null);

create table times (
    id int primary key,
    day date,
    t time,
    tz timetz,
    ts timestamp,
    at timestamptz,
    long interval
);
insert into times values
    (1, '0001-01-01', '00:00', '00:00+15:59', '0001-01-01', '0001-01-01 00:00+00', '178000000 years -11 mons -5 days 00:00:00.000001'),
    (2, '9999-12-31', '24:00', '24:00:00-15:59', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '-1 day'),
    (3, '2024-02-29', '23:59:59.999999', '12:30:00.5+05:30', '1582-10-10 01:02:03.5', '2024-03-31 02:30:00.1+01', '1 year 2 mons 3 days 04:05:06.7'),
    (4, null, null, null, null, null, null);
insert into times (id, day, t, ts, at)
select k, date '0001-01-01' + k * 3600, time '00:00' + k * interval '31.4159 s', timestamp '0001-01-01' + k * interval '3600.0001 h', timestamptz '0001-01-01 00:00+00' + k * interval '3600.000002 h'
from generate_series(10, 1000) as k;

create table documents (
    id int primary key,
    j json,
    jb jsonb,
    a int[],
    words text[],
    grid int[][],
    amounts numeric[],
    moments timestamptz[],
    moods mood[],
    p pair,
    pairs pair[],
    tagged tags,
    inner_json jsonb[]
);
insert into documents values
    (1, '{"b": 1.50, "a":[1,2 , null]}',
     '{"b": 1.50, "price": 19.90, "z": 0.00, "s": "1.50, 2.00", "t": "\\\" 3.00", "n": [10, 100.000, 1.0500, -5.0, 0.00001, 1e-14, 999999999999999.9]}',
     '{1,NULL,3}', '{"a b",NULL,"NULL","q\"uote","back\\slash","","😀"}', '{{1,2},{3,4}}', '{1.10,2,NaN}', '{"2024-03-31 02:30:00.1+01"}', '{sad}',
     row(1, 'x, "y"', '{1.5,2.50}'), array[row(1, null, null)::pair], '{x}', array['{"a": 1.0}'::jsonb]),
    (2, '"x"', 'null', '{}', '{}', '{}', null, null, null, row(null, null, null), '{}', null, null),
    (5, '{"a": "\\\\ud83d \\u0000 1e12345 x:y", "b": 1.0e-3}', '-0.0', null, null, null, null, null, null, null, null, null, null),
    (3, '123', '[]', null, null, null, null, null, null, null, null, null, null),
    (4, '{"a":"\u00e9\ud83d\ude00"}', '{"a": "\u0001\u007f\b\f\n\r\t/\"\\", "18446744073709551615": [18446744073709551615, -9223372036854775808]}',
     null, null, null, null, null, null, null, null, null, null);
insert into documents (id, jb)
select k, jsonb_build_object('k', k, 'price', round((random() * 1000)::numeric, 2), 'ratio', random(), 'text', repeat('0.50 ', k), 'list', jsonb_build_array(k / 10.0, null, true))
from generate_series(10, 300) as k;

create table addresses (
    id uuid primary key,
    host inet,
    net cidr,
    m macaddr,
    m8 macaddr8,
    r int4range,
    nr numrange,
    tr tstzrange,
    mr int4multirange,
    fr float_range,
    p point,
    l line,
    s lseg,
    bx box,
    pa path,
    po polygon,
    ci circle,
    o oid,
    lsn pg_lsn
);
insert into addresses values
    (gen_random_uuid(), '10.0.0.1', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '[1,5)', '(1.5,]', '[2024-01-01,2025-01-01)',
     '{[1,2),[5,9)}', '[1.5,2.5)', '(1.5,-2)', '{1,2,3}', '((0,0),(1,1))', '((0,0),(1,1))', '((0,0),(1,1))', '((0,0),(1,1),(1,0))', '<(0,0),5>', 12345, '0/16B3748'),
    (gen_random_uuid(), '::ffff:10.0.0.1/100', '::/0', null, null, 'empty', 'empty', null, '{}', null, null, null, null, null, '[(0,0),(1,1)]', null, null, null, null);

create extension hstore;
create extension ltree;
create domain word as text not null;
create domain mood_of_day as mood;
create domain document as jsonb;
create domain moment as timestamptz;
create domain couple as pair;

create table extensions (id int primary key, h hstore, l ltree, q lquery, hs hstore[], cs citext[]);
insert into extensions values
    (1, 'a=>1,"b c"=>NULL,"d\"e"=>"f=>g"', 'Top.Science', '*.x', array['a=>1'::hstore, null], '{A,a}'),
    (2, null, null, null, '{}', null);

create table derived (w word primary key, m mood_of_day, d document, at moment, b couple, t tags, unlimited price[]);
insert into derived values
    ('x', 'весело', '{"a": 1.10}', '2024-03-31 01:00:00.1+00', row(1, 'x', '{1.0}'), '{a,NULL}', '{1.10,NULL}'),
    ('X', null, null, null, null, null, null), ('x ', 'sad', 'null', '0001-01-01 00:00+00', row(null, null, null), '{}', '{}');

create table inner_values (
    id int primary key, f float8[], r float4[], raw bytea[], days date[], ids uuid[], spans interval[], flags boolean[], grid text[][][],
    dates datemultirange, mp nummultirange, xid xid, at tid, path jsonpath, class regclass, ov oidvector, t0 time(0), ts3 timestamp(3), td timetz(3)
);
insert into inner_values values
    (1, '{0.1,123456.789,NaN,Infinity}', '{0.1,3.25}', '{"\\x00ff",NULL}', '{infinity,"0044-01-01 BC",2020-01-01}', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}',
     '{"1 day 00:00:01.5"}', '{t,f,NULL}', '{{{a,NULL},{"",c}}}', '{[2020-01-01,2020-02-01)}', '{[1.5,2.5)}', '5', '(0,1)', '$.a[*] ? (@ > 1)', 'numbers',
     '3 4', '12:00:00.6', '2020-01-01 00:00:00.1234', '10:00:00.1234+05'),
    (2, '{}', '{NULL}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', null, null, null, null, null, null, null, null);
