-- Dates, times, timestamps and intervals.
create table e (id int primary key, d date, t time, ts timestamp, tz timestamptz, i interval);
insert into e values (1, '2024-02-29', '10:30', '2024-02-29 10:30:00.5', '2024-02-29 10:30:00+02', '1 day 02:00'), (2, 'infinity', '23:59:59.999999', '-infinity', '1999-12-31T23:59:59Z', '1 mon'), (3, null, null, null, '2024-07-01 12:00:00 Europe/Paris', '30 days');
--- as postgres
select * from e order by id
--- answer
1|2024-02-29|10:30:00|2024-02-29 10:30:00.5|2024-02-29 08:30:00+00|1 day 02:00:00
2|infinity|23:59:59.999999|-infinity|1999-12-31 23:59:59+00|1 mon
3|NULL|NULL|NULL|2024-07-01 10:00:00+00|30 days
--- as postgres
select id from e order by tz, id
--- answer
2
1
3
--- as postgres
select id from e order by i desc, id
--- answer
2
3
1
--- as postgres
select date '2024-01-31' + interval '1 month', date '2024-03-01' - date '2024-02-01', date '2024-01-01' + 10, timestamp '2024-01-01' - timestamp '2023-12-30 12:00', timestamptz '2024-01-01 00:00:00+00' at time zone 'America/New_York', interval '90 minutes' * 2, age(timestamp '2024-05-01', timestamp '2020-02-29')
--- answer
2024-02-29 00:00:00|29|2024-01-11|1 day 12:00:00|2023-12-31 19:00:00|03:00:00|4 years 2 mons 1 day
--- as postgres
select extract(year from date '2024-05-06'), extract(epoch from interval '1 hour'), date_trunc('month', timestamp '2024-05-06 07:08:09'), extract(dow from date '2024-05-06'), to_char(timestamp '2024-05-06 07:08:09', 'YYYY-MM-DD HH24:MI'), make_date(2024, 5, 6), date_part('week', date '2024-12-30')
--- answer
2024|3600.000000|2024-05-01 00:00:00|1|2024-05-06 07:08|2024-05-06|1
--- as postgres
select '2024-13-01'::date
--- answer
error 22008: date/time field value out of range: "2024-13-01"
--- as postgres
select 'nonsense'::timestamptz
--- answer
error 22007: invalid input syntax for type timestamp with time zone: "nonsense"
--- as postgres
select now() = transaction_timestamp(), current_date = now()::date, '1 year 2 mons 3 days'::interval, interval '1-2', 'P1DT2H'::interval, justify_interval('36 hours')
--- answer
t|t|1 year 2 mons 3 days|1 year 2 mons|1 day 02:00:00|1 day 12:00:00
--- as postgres
select count(*) from e where d > '2024-01-01'
--- answer
2
--- as postgres
select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', date '2024-03-01')
--- answer
t
