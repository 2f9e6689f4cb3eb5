-- Timestamps with every offset, infinities, fractions, and their order.
create table e (id int primary key, tz timestamptz, ts timestamp, d date);
insert into e values (1, '2024-03-10 12:00:00+05:30', '2024-03-10 12:00:00+05:30', '2024-03-10'), (2, 'infinity', '-infinity', 'infinity'), (3, '2024-03-10T06:30:00Z', '2024-03-10 06:30', '2024-12-31'), (4, '0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999999', '0001-01-01'), (5, '2024-03-10 06:30:00.0000004+00', null, null), (6, '-infinity', 'epoch', '-infinity'), (7, '4713-01-01 00:00:00+00 BC', '2024-06-30 23:59:60', '5874897-12-31');
--- as postgres
select * from e order by id
--- answer
1|2024-03-10 06:30:00+00|2024-03-10 12:00:00|2024-03-10
2|infinity|-infinity|infinity
3|2024-03-10 06:30:00+00|2024-03-10 06:30:00|2024-12-31
4|0001-01-01 00:00:00+00|9999-12-31 23:59:59.999999|0001-01-01
5|2024-03-10 06:30:00+00|NULL|NULL
6|-infinity|1970-01-01 00:00:00|-infinity
7|4713-01-01 00:00:00+00 BC|2024-07-01 00:00:00|5874897-12-31
--- as postgres
select id from e order by tz, id
--- answer
6
7
4
1
3
5
2
--- as postgres
select id from e order by ts desc nulls last, id
--- answer
4
7
1
3
6
2
5
--- as postgres
select id, d from e order by d, id
--- answer
6|-infinity
4|0001-01-01
1|2024-03-10
3|2024-12-31
7|5874897-12-31
2|infinity
5|NULL
--- as postgres
select count(*) from e where tz = '2024-03-10 06:30+00'
--- answer
3
--- as postgres
select tz = 'infinity', tz > now() from e where id = 2
--- answer
t|t
--- as postgres
select timestamptz '2024-01-01 00:00:00-08', timestamptz '2024-01-01 00:00:00 America/New_York', timestamptz '2024-07-01 00:00 Europe/Berlin', timestamptz 'Jan 5 2024 3pm UTC', timestamptz '20240105T030405Z', timestamp '2024-01-05T03:04:05.123456789'
--- answer
error 22007: invalid input syntax for type timestamp with time zone: "Jan 5 2024 3pm UTC"
--- as postgres
select timestamptz '2024-07-01 12:00+00' at time zone 'Europe/Paris', timestamp '2024-07-01 12:00' at time zone 'Europe/Paris', timestamptz '2024-01-01 00:00+00' at time zone '+03', timezone('UTC', timestamptz '2024-01-01 05:00+05')
--- answer
2024-07-01 14:00:00|2024-07-01 10:00:00+00|2023-12-31 21:00:00|2024-01-01 00:00:00
--- as postgres
select date '2024-02-30'
--- answer
error 22008: date/time field value out of range: "2024-02-30"
--- as postgres
select timestamptz '2024-01-01 25:00'
--- answer
error 22008: date/time field value out of range: "2024-01-01 25:00"
--- as postgres
select timestamptz '294277-01-01 00:00+00'
--- answer
error 22008: timestamp out of range: "294277-01-01 00:00+00"
--- as postgres
select date 'epoch', date 'January 8, 1999', date '1999-01-08'::timestamp, timestamp '2024-05-06 07:08:09'::date, '2024-05-06 23:59:59+00'::timestamptz::date, '2024-05-06'::timestamptz
--- answer
1970-01-01|1999-01-08|1999-01-08 00:00:00|2024-05-06|2024-05-06|2024-05-06 00:00:00+00
--- as postgres
select infinity - infinity from (select timestamp 'infinity' as infinity) x
--- answer
error 22008: cannot subtract infinite timestamps
--- as postgres
select timestamp 'infinity' + interval '1 day', date 'infinity' > date '9999-01-01', isfinite(date 'infinity'), isfinite(timestamp '2024-01-01')
--- answer
infinity|t|f|t
--- as postgres
select max(tz), min(ts), max(d) from e where id not in (2)
--- answer
2024-03-10 06:30:00+00|1970-01-01 00:00:00|5874897-12-31
