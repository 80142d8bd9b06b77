-- check: one row per product
select
    product_id,
    count(*) as times
from product_sales_analytics
group by product_id
having count(*) > 1;

-- check: every product has a row, and every row a product
select
    products_replica.product_id as product_id,
    mart.product_id as mart_product_id
from products_replica
full outer join product_sales_analytics as mart
    on mart.product_id = products_replica.product_id
where products_replica.product_id is null or mart.product_id is null;

-- check: no detail without its product
select
    orderdetails_replica.order_detail_id,
    orderdetails_replica.product_id
from orderdetails_replica
left join products_replica
    on products_replica.product_id = orderdetails_replica.product_id
where products_replica.product_id is null;

-- check: totals equal those of the details
with mart as (

    select
        coalesce(sum(units_sold), 0) as units_sold,
        coalesce(sum(revenue), 0) as revenue
    from product_sales_analytics

),

facts as (

    select
        coalesce(sum(quantity), 0) as units_sold,
        coalesce(sum(total_price), 0) as revenue
    from orderdetails_replica

)

select
    mart.units_sold,
    facts.units_sold as units_expected,
    mart.revenue,
    facts.revenue as revenue_expected
from mart
cross join facts
where mart.units_sold <> facts.units_sold
    or mart.revenue <> facts.revenue;

-- check: orders, units and average fit the row
select
    product_id,
    orders_count,
    units_sold,
    revenue,
    average_price
from product_sales_analytics
where orders_count < 0
    or units_sold < orders_count
    or (units_sold = 0 and average_price is not null)
    or (units_sold > 0 and average_price is null)
    or abs(average_price * units_sold - revenue) > 0.005 * units_sold;
