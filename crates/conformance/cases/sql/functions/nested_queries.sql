-- Bodies with subqueries, with, unions, windows, grouping and limits.
create table films (id int primary key, title text not null, year int, rating numeric(3,1));
insert into films values (1, 'Alien', 1979, 8.5), (2, 'Brazil', 1985, 7.9), (3, 'Contact', 1997, null);

create function ranked() returns table (title text, place bigint) language sql as $$ select f.title, rank() over (order by f.rating desc nulls last) from films f order by 2 $$;
create function by_decade() returns table (decade int, n bigint) language sql as $$ with d as (select year / 10 * 10 as decade from films) select decade, count(*) from d group by decade having count(*) > 0 order by 1 $$;
create function tree(n int) returns setof int language sql as $$ with recursive t as (select 1 as x union all select x + 1 from t where x < n) select x from t $$;
create function best(n int) returns setof films language sql as $$ (select * from films order by rating desc nulls last limit n) union all select * from films where rating is null $$;
create function distinct_years() returns setof int language sql as $$ select distinct on (year) year from films order by year desc $$;
create function sub(i int) returns text language sql as $$ select (select title from films where id = i) || coalesce((select max(rating)::text from films where id <> i), '') $$;
--- as postgres
select * from ranked()
--- answer
Alien|1
Brazil|2
Contact|3
--- as postgres
select * from by_decade()
--- answer
1970|1
1980|1
1990|1
--- as postgres
select * from tree(4)
--- answer
1
2
3
4
--- as postgres
select title from best(1) order by title
--- answer
Alien
Contact
--- as postgres
select * from distinct_years()
--- answer
1997
1985
1979
--- as postgres
select sub(1), sub(3)
--- answer
Alien7.9|Contact8.5
