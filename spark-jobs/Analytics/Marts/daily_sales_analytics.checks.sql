-- check: one row per day
select
    day,
    count(*) as times
from daily_sales_analytics
group by day
having count(*) > 1;

-- check: totals equal those of the orders
with mart as (

    select
        coalesce(sum(orders_count), 0) as orders_count,
        coalesce(sum(revenue), 0) as revenue
    from daily_sales_analytics

),

facts as (

    select
        count(*) as orders_count,
        coalesce(sum(total_amount), 0) as revenue
    from orders_replica

)

select
    mart.orders_count,
    facts.orders_count as orders_expected,
    mart.revenue,
    facts.revenue as revenue_expected
from mart
cross join facts
where mart.orders_count <> facts.orders_count
    or mart.revenue <> facts.revenue;

-- check: every day with orders has a row, and every row orders
with days as (

    select distinct cast(order_date as date) as day
    from orders_replica

)

select
    days.day as day,
    mart.day as mart_day
from days
full outer join daily_sales_analytics as mart on mart.day = days.day
where days.day is null or mart.day is null;

-- check: users and average fit the row
select
    day,
    orders_count,
    users_count,
    revenue,
    average_amount
from daily_sales_analytics
where orders_count < 1
    or users_count < 1
    or users_count > orders_count
    or abs(average_amount * orders_count - revenue) > 0.005 * orders_count;
