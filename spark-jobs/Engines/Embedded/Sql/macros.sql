-- Functions of Spark SQL that DuckDB names or types otherwise.
create macro to_date(value) as cast(value as date);
create macro to_timestamp(value) as cast(value as timestamp);
create macro get_current_timestamp() as cast(system.main.get_current_timestamp() as timestamp);
create macro now() as get_current_timestamp();
create macro current_timestamp() as get_current_timestamp();
create macro __spark_nobody() as error('this engine has no user to name. Write the name as a string.');
create macro current_user() as __spark_nobody();
create macro session_user() as __spark_nobody();
create macro "user"() as __spark_nobody();
create macro sqrt(value) as case when value < 0 then cast('NaN' as double) else system.main.sqrt(value) end;
create macro ln(value) as system.main.ln(case when value > 0 then value end);
create macro lpad(value, size, part) as case
    when part = '' then system.main.left(cast(value as varchar), size)
    else system.main.lpad(cast(value as varchar), size, part)
end;
create macro rpad(value, size, part) as case
    when part = '' then system.main.left(cast(value as varchar), size)
    else system.main.rpad(cast(value as varchar), size, part)
end;
create macro sign(value) as cast(system.main.sign(value) as double);
create macro date_trunc(unit, value) as cast(system.main.date_trunc(unit, cast(value as timestamp)) as timestamp);
create macro trunc(value, unit) as cast(system.main.date_trunc(unit, cast(value as date)) as date);
create macro date_add(start, days) as cast(cast(start as date) + cast(days as integer) as date);
create macro date_sub(start, days) as cast(cast(start as date) - cast(days as integer) as date);
create macro datediff(later, earlier) as cast(system.main.date_diff('day', cast(earlier as date), cast(later as date)) as integer);
create macro add_months(start, months) as cast(cast(start as date) + to_months(cast(months as integer)) as date);
create macro unix_timestamp(value) as epoch_us(cast(value as timestamp)) // 1000000;
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
create macro upper(value) as case
    when strlen(value) > system.main.length(value)
        and regexp_matches(value, '[\x{DF}\x{149}\x{1F0}\x{390}\x{3B0}\x{587}\x{1E96}-\x{1E9A}\x{1F50}-\x{1FFC}\x{FB00}-\x{FB17}]')
        then error('[UNSUPPORTED_LETTER] upper() meets a letter that Spark writes as several, such as ß. Replace it first.')
    else system.main.upper(value)
end;
create macro lower(value) as case
    when strlen(value) > system.main.length(value) and regexp_matches(value, '[\x{130}\x{3A3}]')
        then error('[UNSUPPORTED_LETTER] lower() meets İ or Σ, which Spark writes otherwise. Replace it first.')
    else system.main.lower(value)
end;
create macro __spark_left(value, count) as system.main.left(value, case when count < 0 then 0 else count end);
create macro __spark_right(value, count) as system.main.right(value, case when count < 0 then 0 else count end);
create macro __spark_from(value, start) as
    case when start > 0 then cast(start as bigint) - 1 when start < 0 then system.main.length(value) + start when start = 0 then 0 end;
create macro __spark_substring(value, start, count) as case
    when value is not null and (count <= 0 or __spark_from(value, start) + count <= 0) then ''
    else system.main.substring(
        value,
        case when __spark_from(value, start) < 0 then 0 else __spark_from(value, start) end + 1,
        count + case when __spark_from(value, start) < 0 then __spark_from(value, start) else 0 end
    )
end;
create macro ucase(value) as upper(value);
create macro lcase(value) as lower(value);
create macro length(value) as cast(system.main.length(value) as integer);
create macro char_length(value) as cast(system.main.length(value) as integer);
create macro instr(value, part) as cast(system.main.instr(value, part) as integer);
create macro __spark_rank(value) as cast(value as integer);
create macro __spark_long(value) as cast(value as bigint);
create macro __spark_whole(value) as case
    when value is null or regexp_full_match(trim(value), '[+-]?[0-9]+') then trim(value)
    else error('[CAST_INVALID_INPUT] A text is no whole number.')
end;
create macro __spark_text(value) as cast(value as varchar);
create macro __spark_parse(value, format) as case
    when lower(strftime(try_strptime(value, format), format)) = lower(value) then try_strptime(value, format)
    when value is not null then error('[CAST_INVALID_INPUT] A text is not written as its date pattern asks.')
end;
create macro regexp_like(value, pattern) as regexp_matches(value, pattern);
create macro regexp_replace(value, pattern, given) as system.main.regexp_replace(value, pattern, given, 'g');
create macro to_json(value) as value;
create macro __spark_utf8(value) as try(decode(value));
create macro __spark_may_be_lax(value) as regexp_matches(value, ',[ \t\r\n]*[}\]]')
    or contains(value, 'NaN') or contains(value, 'nan') or contains(value, 'NAN')
    or contains(value, 'Inf') or contains(value, 'inf') or contains(value, 'INF');
create macro __spark_is_lax(value) as regexp_matches(value, ',[ \t\r\n]*[}\]]|[,:\[][ \t\r\n]*-?([nN][aA]|[iI])');
create macro __spark_is_json(value) as json_valid(value)
    and (not __spark_may_be_lax(value) or not __spark_is_lax(system.main.regexp_replace(value, '"(?:[^"\\]|\\.)*"', '""', 'g')));
create macro __spark_from_json(value, shape) as case
    when __spark_is_json(value) and regexp_matches(value, '^[ \t\r\n]*\{') then json_transform(value, shape)
    when value is not null then json_transform(json_object('_corrupt_record', value), shape)
end;
