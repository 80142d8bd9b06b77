-- grain: One row per product of products_replica, sold or not.
-- reads: products_replica, orderdetails_replica
-- key: product_id
-- columns:
--     product_id bigint not null: The product, as in products_replica.
--     name varchar(160) not null: Name as the shop shows it.
--     category varchar(60) not null: Department the product belongs to.
--     orders_count bigint not null: Orders the product is in, of every status.
--     units_sold bigint not null: Units ordered.
--     revenue decimal(22, 2) not null: What these units cost together.
--     average_price decimal(20, 2): revenue by units_sold, halves rounded up; null when never ordered.

with sales as (

    select
        product_id,

        count(distinct order_id) as orders_count,
        sum(quantity) as units_sold,
        sum(total_price) as revenue,
        round(sum(total_price) / sum(quantity), 2) as average_price

    from orderdetails_replica
    group by product_id

),

final as (

    select
        products_replica.product_id,
        products_replica.name,
        products_replica.category,

        cast(coalesce(sales.orders_count, 0) as bigint) as orders_count,
        cast(coalesce(sales.units_sold, 0) as bigint) as units_sold,
        cast(coalesce(sales.revenue, 0) as decimal(22, 2)) as revenue,
        cast(sales.average_price as decimal(20, 2)) as average_price

    from products_replica
    left join sales on sales.product_id = products_replica.product_id

)

select
    product_id,
    name,
    category,
    orders_count,
    units_sold,
    revenue,
    average_price
from final
