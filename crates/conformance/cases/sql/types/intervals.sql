-- Intervals, written in many ways, added, multiplied and ordered by length.
create table v (i interval);
insert into v values ('1 month'), ('30 days'), ('29 days 24:00'), ('720:00:00'), ('-1 day'), ('1 year 2 mons 3 days 04:05:06.7'), ('00:00:00'), ('P1Y2M3DT4H5M6.7S'), ('1-2'), ('90 minutes'), ('1 day -01:00'), ('2 weeks'), ('1.5 hours'), ('@ 1 hour ago');
--- as postgres
select i from v order by i, i::text
--- answer
-1 days
-01:00:00
00:00:00
01:30:00
01:30:00
1 day -01:00:00
14 days
1 mon
29 days 24:00:00
30 days
720:00:00
1 year 2 mons
1 year 2 mons 3 days 04:05:06.7
1 year 2 mons 3 days 04:05:06.7
--- as postgres
select distinct i from v order by i
--- answer
-1 days
-01:00:00
00:00:00
01:30:00
1 day -01:00:00
14 days
1 mon
1 year 2 mons
1 year 2 mons 3 days 04:05:06.7
--- as postgres
select i, count(*) from v group by i having count(*) > 1 order by 1, 2
--- answer
01:30:00|2
1 mon|4
1 year 2 mons 3 days 04:05:06.7|2
--- as postgres
select interval '1 day' * 1.5, interval '1 month' / 2, interval '1 day' + interval '25 hours', - interval '1 mon 2 days', interval '1 hour' > interval '59 minutes', interval '1 mon' = interval '30 days'
--- answer
1 day 12:00:00|15 days|1 day 25:00:00|-1 mons -2 days|t|t
--- as postgres
select justify_days(interval '35 days'), justify_hours(interval '27 hours'), justify_interval(interval '1 mon -1 hour')
--- answer
1 mon 5 days|1 day 03:00:00|29 days 23:00:00
--- as postgres
select extract(epoch from interval '1 day 01:00'), extract(day from interval '40 days 30:00'), extract(hour from interval '40 days 30:00'), extract(month from interval '14 months'), extract(year from interval '14 months')
--- answer
90000.000000|40|30|2|1
--- as postgres
select 'soon'::interval
--- answer
error 22007: invalid input syntax for type interval: "soon"
--- as postgres
select sum(i), max(i), min(i) from v where i > '0'
--- answer
3 years 7 mons 80 days 754:10:13.4|1 year 2 mons 3 days 04:05:06.7|01:30:00
--- as postgres
select interval '1' day, interval '1 year 1 day'::text, '5 days'::interval(0), interval '1.123456789 seconds'
--- answer
1 day|1 year 1 day|5 days|00:00:01.123457
--- as postgres
select avg(x) from (values (interval '1 day'), (interval '2 days')) v(x)
--- answer
1 day 12:00:00
--- as postgres
insert into v values ('1 fortnight')
--- answer
error 22007: invalid input syntax for type interval: "1 fortnight"
