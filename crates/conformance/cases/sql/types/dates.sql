-- Arithmetic and functions of dates and times.
create table d (d date, t time);
insert into d values ('2024-02-29', '10:30:15.5');
--- as postgres
select d + 1, d - 1, d - date '2024-01-01', d + interval '1 year', d + interval '1 month', d - interval '1 mon 1 day', d + t, d + time '01:00' from d
--- answer
2024-03-01|2024-02-28|59|2025-02-28 00:00:00|2024-03-29 00:00:00|2024-01-28 00:00:00|2024-02-29 10:30:15.5|2024-02-29 01:00:00
--- as postgres
select extract(year from d), extract(month from d), extract(day from d), extract(dow from d), extract(isodow from d), extract(doy from d), extract(week from d), extract(quarter from d), extract(epoch from d), extract(century from d), extract(isoyear from d) from d
--- answer
2024|2|29|4|4|60|9|1|1709164800|21|2024
--- as postgres
select extract(hour from t), extract(minute from t), extract(second from t), extract(milliseconds from t), date_part('hour', t), t + interval '14 hours', t - interval '11 hours', t - time '10:00', extract(epoch from t) from d
--- answer
10|30|15.500000|15500.000|10|00:30:15.5|23:30:15.5|00:30:15.5|37815.500000
--- as postgres
select date_trunc(f, timestamp '2024-05-16 17:48:39.123456') from unnest(array['microseconds','milliseconds','second','minute','hour','day','week','month','quarter','year','decade','century']) f
--- answer
2024-05-16 17:48:39.123456
2024-05-16 17:48:39.123
2024-05-16 17:48:39
2024-05-16 17:48:00
2024-05-16 17:00:00
2024-05-16 00:00:00
2024-05-13 00:00:00
2024-05-01 00:00:00
2024-04-01 00:00:00
2024-01-01 00:00:00
2020-01-01 00:00:00
2001-01-01 00:00:00
--- as postgres
select date_trunc('day', timestamptz '2024-05-16 17:48:39+02'), date_trunc('hour', interval '3 days 02:47:33'), date_bin('15 minutes', timestamp '2024-02-11 15:44:17', timestamp '2001-01-01')
--- answer
2024-05-16 00:00:00+00|3 days 02:00:00|2024-02-11 15:30:00
--- as postgres
select age(timestamp '2024-03-31', timestamp '2024-02-29'), age(timestamp '2020-01-01', timestamp '2024-05-06 07:08'), timestamp '2024-03-01' - timestamp '2024-02-01 12:30', timestamptz '2024-03-01 00:00+00' - interval '1 month'
--- answer
1 mon 2 days|-4 years -4 mons -5 days -07:08:00|28 days 11:30:00|2024-02-01 00:00:00+00
--- as postgres
select to_char(timestamp '2024-05-06 17:08:09.123', 'Day, DD Month YYYY HH12:MI:SS AM'), to_char(timestamp '2024-05-06 07:08:09.123', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), to_char(timestamp '2024-05-06', 'FMDay FMDD Mon YY Dy Q WW IW DDD J'), to_char(timestamptz '2024-05-06 00:00+00', 'TZ OF'), to_char(date '2024-05-06', 'DDth')
--- answer
Monday   , 06 May       2024 05:08:09 PM|2024-05-06T07:08:09.123|Monday 6 May 24 Mon 2 19 19 127 2460437|UTC +00|06th
--- as postgres
select to_date('06 May 2024', 'DD Mon YYYY'), to_timestamp('2024-05-06 07:08', 'YYYY-MM-DD HH24:MI'), to_timestamp(0), to_timestamp(1.5), make_date(2024, 2, 29), make_time(1, 2, 3.5), make_timestamp(2024, 1, 2, 3, 4, 5), make_interval(days => 10, hours => 2)
--- answer
2024-05-06|2024-05-06 07:08:00+00|1970-01-01 00:00:00+00|1970-01-01 00:00:01.5+00|2024-02-29|01:02:03.5|2024-01-02 03:04:05|10 days 02:00:00
--- as postgres
select make_date(2023, 2, 29)
--- answer
error 22008: date field value out of range: 2023-02-29
--- as postgres
select (date '2024-01-01', date '2024-01-31') overlaps (date '2024-01-31', date '2024-02-02'), (date '2024-01-01', interval '10 days') overlaps (date '2024-01-05', interval '1 day'), date '2024-01-31' between '2024-01-01' and '2024-02-01'
--- answer
f|t|t
--- as postgres
select time '24:00', time '10:30 PM', time '040506.789', '10:20:30.1234567'::time
--- answer
24:00:00|22:30:00|04:05:06.789|10:20:30.123457
--- as postgres
select time '25:00'
--- answer
error 22008: date/time field value out of range: "25:00"
--- as postgres
select d::text || ' ' || t::text, d::timestamp, (d + t)::time from d
--- answer
2024-02-29 10:30:15.5|2024-02-29 00:00:00|10:30:15.5
--- as postgres
select current_date - current_date, now() - now(), localtimestamp = now()::timestamp, statement_timestamp() is not null, clock_timestamp() >= now()
--- answer
0|00:00:00|t|t|t
