-- The replicas, the marts and the run log in MySQL 8.4 or newer or MariaDB
-- 10.11 or newer.
--
-- Run it in the database that holds the replicas, through the mysql client or
-- any driver, as one batch: it holds no client command. Running it again
-- changes nothing. Whoever runs the server makes the database and its owner,
-- who needs this much and nothing global (MYSQL_URL then names that user):
--
--   create database shop character set utf8mb4;
--   create user 'pipeline'@'%' identified by '...';
--   grant create, alter, drop, index, select, insert, update, delete,
--       lock tables on shop.* to 'pipeline'@'%';
--
-- A replica is replaced whole by the first replication, with the exact types,
-- keys and binary collation that the source's catalog asks for. The shapes
-- below only let readers find an empty table before that. A mart's columns are
-- those that its file in spark-jobs/Analytics/Marts declares. All times are UTC.

-- Replicas

create table if not exists users_replica (
    user_id bigint not null comment 'Number of the user.',

    first_name varchar(60) not null comment 'Given name.',
    last_name varchar(60) not null comment 'Family name.',
    email varchar(160) not null comment 'Address the user signs in with.',
    phone varchar(32) null comment 'Telephone number as the user wrote it.',
    loyalty_status varchar(16) not null comment 'bronze, silver, gold or platinum.',

    registered_at datetime(6) not null comment 'When the user signed up, UTC.',

    constraint users_pkey primary key (user_id),
    constraint users_email_key unique (email)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per user of the shop, as PostgreSQL holds it.';

create table if not exists products_replica (
    product_id bigint not null comment 'Number of the product.',

    name varchar(160) not null comment 'Name as the shop shows it.',
    description longtext null comment 'Text for the product page.',
    category varchar(60) not null comment 'Department the product belongs to.',
    price decimal(10, 2) not null comment 'Price of one unit today.',
    stock_quantity int not null comment 'Units in the warehouse now.',

    created_at datetime(6) not null comment 'When the product was put on sale, UTC.',

    constraint products_pkey primary key (product_id)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per product of the shop, as PostgreSQL holds it.';

create table if not exists orders_replica (
    order_id bigint not null comment 'Number of the order.',
    user_id bigint not null comment 'Who ordered.',

    total_amount decimal(12, 2) not null comment 'What the order costs.',
    status varchar(16) not null comment 'new, paid, shipped, delivered, cancelled or returned.',

    order_date datetime(6) not null comment 'When the order was placed, UTC.',
    delivery_date date null comment 'Day it was or is to be handed over; null while unknown.',

    constraint orders_pkey primary key (order_id),
    index orders_user_id_idx (user_id),
    index orders_order_date_idx (order_date)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per order of the shop, as PostgreSQL holds it.';

create table if not exists orderdetails_replica (
    order_detail_id bigint not null comment 'Number of the detail.',
    order_id bigint not null comment 'The order it belongs to.',
    product_id bigint not null comment 'What was ordered.',

    quantity int not null comment 'How many units.',
    price_per_unit decimal(10, 2) not null comment 'Price of one unit when it was ordered.',
    total_price decimal(12, 2) not null comment 'quantity times price_per_unit.',

    constraint orderdetails_pkey primary key (order_detail_id),
    index orderdetails_order_id_idx (order_id),
    index orderdetails_product_id_idx (product_id)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per product within an order of the shop, as PostgreSQL holds it.';

-- Marts

create table if not exists user_sales_analytics (
    user_id bigint not null comment 'The user, as in users_replica.',
    first_name varchar(60) not null comment 'Given name.',
    last_name varchar(60) not null comment 'Family name.',
    loyalty_status varchar(16) not null comment 'Step of the loyalty programme.',
    orders_count bigint not null comment 'Orders placed, of every status.',
    total_amount decimal(22, 2) not null comment 'What these orders cost together.',
    average_amount decimal(20, 2) null comment 'total_amount by orders_count, halves rounded up; null without orders.',
    first_order_at datetime(6) null comment 'When the first order was placed, UTC; null without orders.',
    last_order_at datetime(6) null comment 'When the latest order was placed, UTC; null without orders.',
    primary key (user_id)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per user of users_replica, with orders or without.';

create table if not exists product_sales_analytics (
    product_id bigint not null comment 'The product, as in products_replica.',
    name varchar(160) not null comment 'Name as the shop shows it.',
    category varchar(60) not null comment 'Department the product belongs to.',
    orders_count bigint not null comment 'Orders the product is in, of every status.',
    units_sold bigint not null comment 'Units ordered.',
    revenue decimal(22, 2) not null comment 'What these units cost together.',
    average_price decimal(20, 2) null comment 'revenue by units_sold, halves rounded up; null when never ordered.',
    primary key (product_id)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per product of products_replica, sold or not.';

create table if not exists daily_sales_analytics (
    day date not null comment 'Day of order_date, UTC.',
    orders_count bigint not null comment 'Orders placed that day, of every status.',
    users_count bigint not null comment 'Different users who placed them.',
    revenue decimal(22, 2) not null comment 'What these orders cost together.',
    average_amount decimal(20, 2) not null comment 'revenue by orders_count, halves rounded up.',
    primary key (day)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per day with orders.';

-- Run log

create table if not exists pipeline_runs (
    run_id varchar(200) not null comment 'Name of the run: Airflow''s, or one made up for it.',
    attempt int not null comment 'Which try of the run, from 1.',

    job varchar(64) not null comment 'replication, analytics, ...',
    engine varchar(32) not null comment 'What executed it: embedded or connect.',
    outcome varchar(16) not null comment 'running, done, failed or abandoned.',
    exit_code int null comment 'Exit code of the process; null while it runs.',
    source_snapshot varchar(64) null comment 'The source''s moment that was read.',
    error varchar(2000) null comment 'What happened, when it failed.',

    began datetime(6) not null comment 'When the attempt began, UTC.',
    ended datetime(6) null comment 'When it ended, UTC; null while it runs.',

    constraint pipeline_runs_pkey primary key (run_id, attempt),
    constraint pipeline_runs_outcome_check
        check (outcome in ('running', 'done', 'failed', 'abandoned')),
    index pipeline_runs_job_idx (job, began)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per attempt of a run of a job.';

create table if not exists pipeline_run_tables (
    run_id varchar(200) not null comment 'The run, as in pipeline_runs.',
    attempt int not null comment 'Its attempt.',

    source_name varchar(300) not null comment 'What was read.',
    target_name varchar(64) not null comment 'Table that was written.',
    rows_source bigint null comment 'Rows counted at the source.',
    rows_target bigint null comment 'Rows counted in the target.',
    bytes bigint null comment 'Size of the source''s values as PostgreSQL keeps them; null for a mart.',
    checksum_source varchar(64) null comment 'Checksum of the source''s rows.',
    checksum_target varchar(64) null comment 'Checksum of the target''s rows.',
    seconds decimal(12, 3) not null comment 'How long the table took.',
    ddl longtext null comment 'Statement that made the target.',
    note varchar(2000) null comment 'What else is to be known of it.',

    constraint pipeline_run_tables_pkey primary key (run_id, attempt, target_name)
) engine = innodb character set utf8mb4 collate utf8mb4_bin
comment = 'One row per table that an attempt wrote: the proof it left.';
