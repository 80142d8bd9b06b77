-- One row per message of the view `messages`: an event's columns, or the
-- reason why it is none together with what it was made of. Spark SQL that
-- means the same to Spark and to the embedded engine: JSON is only taken
-- apart here, every field is text until it is known to be what it should be.
-- The reasons are judged in order; the first that holds is kept.
with message as (
    select
        `partition`,
        `offset`,

        `key`,
        `value`,
        to_json(headers) as headers,
        try_validate_utf8(cast(`value` as string)) as content,

        `timestamp`
    from messages
),

-- Spark reads one object and passes over what follows it: a field put before
-- the last brace is only there where that brace ends this object.
ended as (
    select
        `partition`,
        `offset`,

        `key`,
        `value`,
        headers,
        content,
        -- Spark counts every character to cut off the last one: to copy bytes
        -- twice costs less.
        case
            when content like '%}'
                then replace(concat(content, '\n_message_end'), '}\n_message_end', ',"_message_end":"here"}')
            else regexp_replace(content, '[}][ \\t\\r\\n]+\\z', ',"_message_end":"here"}')
        end as ended_content,

        `timestamp`
    from message
),

parsed as (
    select
        `partition`,
        `offset`,

        `key`,
        `value`,
        headers,
        content,
        from_json(
            ended_content,
            'event_id string, user_id string, event_type string, product_id string, session_id string, occurred_at string, properties string, _message_end string, _corrupt_record string',
            map('allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')
        ) as json,

        `timestamp`
    from ended
),

field as (
    select
        `partition`,
        `offset`,

        `key`,
        `value`,
        headers,
        content,
        contains(content, '\\u') as has_escape,
        json._message_end is null as no_object,
        json.event_id as event_id,
        json.user_id as user_id,
        json.event_type as event_type,
        json.product_id as product_id,
        json.session_id as session_id,
        json.properties as properties,

        json.occurred_at as occurred_at,
        `timestamp`
    from parsed
),

judged as (
    select
        `partition`,
        `offset`,

        `key`,
        `value`,
        headers,
        event_id,
        user_id,
        event_type,
        product_id,
        session_id,
        properties,
        -- A fraction or an exponent may be rounded on its way through an engine:
        -- such a message goes on as it came, and PostgreSQL takes its
        -- properties from that. However an engine writes such a number, it
        -- has a fraction or an exponent again, or is beyond what it can write.
        -- A time within a text looks like one, too: it costs room, and no more.
        properties is not null
        and (contains(properties, 'Infinity') or regexp_like(properties, '[:,\\[][ \\t\\r\\n]*-?[0-9]+[.eE]'))
            as is_delicate,
        case
            when `value` is null then 'it has no value'
            when content is null then 'its value is not UTF-8'
            when content = '' then 'its value is empty'
            -- No JSON holds one as it is.
            when no_object and regexp_like(content, '[\\x00]') then 'its value holds a NUL byte'
            -- Without other escapes and whole pairs, is there a surrogate left?
            when has_escape
                and regexp_like(content, '\\\\u[dD][89a-fA-F]')
                and regexp_like(
                    regexp_replace(
                        regexp_replace(content, '\\\\[^u]', '--'),
                        '\\\\u[dD][89abAB][0-9a-fA-F][0-9a-fA-F]\\\\u[dD][c-fC-F][0-9a-fA-F][0-9a-fA-F]',
                        '--'
                    ),
                    '\\\\u[dD][89a-fA-F]'
                )
                then 'its JSON holds half of a surrogate pair, which PostgreSQL does not store'
            -- A comma before the first field is one too many.
            when no_object and regexp_like(content, '^[ \\t\\r\\n]*[{][ \\t\\r\\n]*[}][ \\t\\r\\n]*\\z') then 'event_id is missing'
            when no_object then 'its value is not a well-formed JSON object'
            when has_escape
                and regexp_like(content, '(^|[^\\\\])(\\\\\\\\)*\\\\u0000')
                then 'its JSON holds a NUL (\\u0000), which PostgreSQL does not store'
            when event_id is null then 'event_id is missing'
            when not regexp_like(event_id, '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\z')
                then concat('event_id is no UUID: ', substring(event_id, 1, 60))
            when user_id is null then 'user_id is missing'
            when not regexp_like(user_id, '^-?[0-9]+\\z')
                then concat('user_id is no whole number: ', substring(user_id, 1, 60))
            when try_cast(user_id as bigint) is null
                then concat('user_id is beyond 64 bits: ', substring(user_id, 1, 60))
            when event_type is null then 'event_type is missing'
            when event_type not in (
                'page_view', 'search', 'product_view', 'add_to_cart', 'remove_from_cart', 'checkout', 'purchase', 'login', 'logout'
            )
                then concat('event_type is not known: ', substring(event_type, 1, 60))
            when product_id is not null and not regexp_like(product_id, '^-?[0-9]+\\z')
                then concat('product_id is no whole number: ', substring(product_id, 1, 60))
            when product_id is not null and try_cast(product_id as bigint) is null
                then concat('product_id is beyond 64 bits: ', substring(product_id, 1, 60))
            when session_id is null then 'session_id is missing'
            when not regexp_like(session_id, '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\z')
                then concat('session_id is no UUID: ', substring(session_id, 1, 60))
            when occurred_at is null then 'occurred_at is missing'
            when not regexp_like(
                occurred_at,
                '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])\\z'
            )
                then concat('occurred_at is no time such as 2026-01-31T12:00:00.000000Z: ', substring(occurred_at, 1, 60))
            when try_cast(substring(occurred_at, 1, 10) as date) is null
                then concat('occurred_at is on a day that does not exist: ', substring(occurred_at, 1, 60))
            when properties not like '{%' and not regexp_like(properties, '^[ \\t\\r\\n]*[{]')
                then concat('properties is no JSON object: ', substring(properties, 1, 60))
            when length(properties) > 65536
                then concat('properties is too long: ', cast(length(properties) as string), ' characters, at most 65536 are kept')
        end as reason,

        occurred_at,
        `timestamp`
    from field
)

select
    `partition`,
    `offset`,

    case when reason is null then event_id end as event_id,
    case when reason is null then user_id end as user_id,
    case when reason is null then product_id end as product_id,
    case when reason is null then event_type end as event_type,
    case when reason is null then session_id end as session_id,
    case when reason is null then properties end as properties,
    case when reason is not null or is_delicate then `key` end as `key`,
    case when reason is not null or is_delicate then `value` end as `value`,
    case when reason is not null or is_delicate then headers end as headers,
    is_delicate,
    reason,

    case when reason is null then occurred_at end as occurred_at,
    `timestamp` as received_at
from judged
