-- Functions of Spark SQL that DuckDB names or types otherwise.
create macro to_date(value) as cast(value as date);
create macro to_timestamp(value) as cast(value as timestamp);
create macro date_trunc(unit, value) as cast(system.main.date_trunc(unit, cast(value as timestamp)) as timestamp);
create macro trunc(value, unit) as cast(system.main.date_trunc(unit, cast(value as date)) as date);
create macro date_add(start, days) as cast(cast(start as date) + cast(days as integer) as date);
create macro date_sub(start, days) as cast(cast(start as date) - cast(days as integer) as date);
create macro datediff(later, earlier) as cast(system.main.date_diff('day', cast(earlier as date), cast(later as date)) as integer);
create macro add_months(start, months) as cast(cast(start as date) + to_months(cast(months as integer)) as date);
create macro unix_timestamp(value) as cast(floor(epoch(cast(value as timestamp))) as bigint);
create macro year(value) as cast(system.main.year(value) as integer);
create macro quarter(value) as cast(system.main.quarter(value) as integer);
create macro month(value) as cast(system.main.month(value) as integer);
create macro day(value) as cast(system.main.day(value) as integer);
create macro dayofmonth(value) as cast(system.main.day(value) as integer);
create macro dayofyear(value) as cast(system.main.dayofyear(value) as integer);
create macro dayofweek(value) as cast(system.main.dayofweek(value) + 1 as integer);
create macro weekday(value) as cast((system.main.dayofweek(value) + 6) % 7 as integer);
create macro weekofyear(value) as cast(system.main.weekofyear(value) as integer);
create macro hour(value) as cast(system.main.hour(cast(value as timestamp)) as integer);
create macro minute(value) as cast(system.main.minute(cast(value as timestamp)) as integer);
create macro second(value) as cast(system.main.second(cast(value as timestamp)) as integer);
create macro nvl(value, otherwise) as coalesce(value, otherwise);
create macro ifnull(value, otherwise) as coalesce(value, otherwise);
create macro nvl2(value, given, missing) as case when value is not null then given else missing end;
create macro isnotnull(value) as value is not null;
create macro ucase(value) as upper(value);
create macro lcase(value) as lower(value);
create macro length(value) as cast(system.main.length(value) as integer);
create macro char_length(value) as cast(system.main.length(value) as integer);
create macro instr(value, part) as cast(system.main.instr(value, part) as integer);
create macro __spark_rank(value) as cast(value as integer);
create macro __spark_text(value) as cast(value as varchar);
create macro regexp_like(value, pattern) as regexp_matches(value, pattern);
create macro regexp_replace(value, pattern, given) as system.main.regexp_replace(value, pattern, given, 'g');
create macro to_json(value) as value;
create macro __spark_utf8(value) as try(decode(value));
create macro __spark_from_json(value, shape) as case
    when json_valid(value) and regexp_matches(value, '^[ \t\r\n]*\{') then json_transform(value, shape)
    when value is not null then json_transform(json_object('_corrupt_record', value), shape)
end;
