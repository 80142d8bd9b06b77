-- check: one row per user
select
    user_id,
    count(*) as times
from user_sales_analytics
group by user_id
having count(*) > 1;

-- check: every user has a row, and every row a user
select
    users_replica.user_id as user_id,
    mart.user_id as mart_user_id
from users_replica
full outer join user_sales_analytics as mart
    on mart.user_id = users_replica.user_id
where users_replica.user_id is null or mart.user_id is null;

-- check: no order without its user
select
    orders_replica.order_id,
    orders_replica.user_id
from orders_replica
left join users_replica on users_replica.user_id = orders_replica.user_id
where users_replica.user_id is null;

-- check: totals equal those of the orders
with mart as (

    select
        coalesce(sum(orders_count), 0) as orders_count,
        coalesce(sum(total_amount), 0) as total_amount
    from user_sales_analytics

),

facts as (

    select
        count(*) as orders_count,
        coalesce(sum(total_amount), 0) as total_amount
    from orders_replica

)

select
    mart.orders_count,
    facts.orders_count as orders_expected,
    mart.total_amount,
    facts.total_amount as total_expected
from mart
cross join facts
where mart.orders_count <> facts.orders_count
    or mart.total_amount <> facts.total_amount;

-- check: average, first and last order fit the row
select
    user_id,
    orders_count,
    total_amount,
    average_amount
from user_sales_analytics
where orders_count < 0
    or (orders_count = 0 and (average_amount is not null or first_order_at is not null or last_order_at is not null))
    or (orders_count > 0 and (average_amount is null or first_order_at is null or last_order_at is null))
    or first_order_at > last_order_at
    or abs(average_amount * orders_count - total_amount) > 0.005 * orders_count;
