-- grain: One row per user of users_replica, with orders or without.
-- reads: users_replica, orders_replica
-- key: user_id
-- columns:
--     user_id bigint not null: The user, as in users_replica.
--     first_name varchar(60) not null: Given name.
--     last_name varchar(60) not null: Family name.
--     loyalty_status varchar(16) not null: Step of the loyalty programme.
--     orders_count bigint not null: Orders placed, of every status.
--     total_amount decimal(22, 2) not null: What these orders cost together.
--     average_amount decimal(20, 2): total_amount by orders_count, halves rounded up; null without orders.
--     first_order_at datetime(6): When the first order was placed, UTC; null without orders.
--     last_order_at datetime(6): When the latest order was placed, UTC; null without orders.

with sales as (

    select
        user_id,

        count(*) as orders_count,
        sum(total_amount) as total_amount,
        round(sum(total_amount) / count(*), 2) as average_amount,

        min(order_date) as first_order_at,
        max(order_date) as last_order_at

    from orders_replica
    group by user_id

),

final as (

    select
        users_replica.user_id,
        users_replica.first_name,
        users_replica.last_name,
        users_replica.loyalty_status,

        cast(coalesce(sales.orders_count, 0) as bigint) as orders_count,
        cast(coalesce(sales.total_amount, 0) as decimal(22, 2)) as total_amount,
        cast(sales.average_amount as decimal(20, 2)) as average_amount,

        sales.first_order_at,
        sales.last_order_at

    from users_replica
    left join sales on sales.user_id = users_replica.user_id

)

select
    user_id,
    first_name,
    last_name,
    loyalty_status,
    orders_count,
    total_amount,
    average_amount,
    first_order_at,
    last_order_at
from final
