-- grain: One row per day with orders.
-- reads: orders_replica
-- key: day
-- days: day = orders_replica.order_date
-- columns:
--     day date not null: Day of order_date, UTC.
--     orders_count bigint not null: Orders placed that day, of every status.
--     users_count bigint not null: Different users who placed them.
--     revenue decimal(22, 2) not null: What these orders cost together.
--     average_amount decimal(20, 2) not null: revenue by orders_count, halves rounded up.

with orders as (

    select
        user_id,
        total_amount,
        cast(order_date as date) as day
    from orders_replica

),

final as (

    select
        day,

        count(*) as orders_count,
        count(distinct user_id) as users_count,
        cast(sum(total_amount) as decimal(22, 2)) as revenue,
        cast(
            round(sum(total_amount) / count(*), 2) as decimal(20, 2)
        ) as average_amount

    from orders
    group by day

)

select
    day,
    orders_count,
    users_count,
    revenue,
    average_amount
from final
