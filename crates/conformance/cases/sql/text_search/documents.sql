-- Documents become vectors, also in generated columns and behind an index.
create table posts (
  id int primary key,
  title text not null,
  body text,
  language regconfig not null default 'english',
  search tsvector generated always as (to_tsvector('english', title || ' ' || coalesce(body, ''))) stored
);
create index posts_search on posts using gin (search);
create index posts_body on posts using gin (to_tsvector('simple', body));
create index posts_gist on posts using gist (search);
insert into posts (id, title, body) values
  (1, 'Cats', 'The fat cats sat on the mats'), (2, 'Dogs & cats', null), (3, 'URLs', 'see http://example.com/a-b?c=1, mail a@b.com');
--- as service_role
select id, search from posts order by id
--- answer
1|'cat':1,4 'fat':3 'mat':8 'sat':5
2|'cat':2 'dog':1
3|'/a-b?c=1,':5 'a@b.com':7 'example.com':4 'example.com/a-b?c=1,':3 'mail':6 'see':2 'url':1
--- as service_role
select id from posts where search @@ to_tsquery('english', 'cat & !dog') order by id
--- answer
1
--- as service_role
select id from posts where body @@ 'cats' or title @@ plainto_tsquery('dogs') order by id
--- answer
1
2
--- as service_role
update posts set body = 'mice' where search @@ 'dog'::tsquery returning id, search
--- answer
2|'cat':2 'dog':1 'mice':3
--- as service_role
select id, language, to_tsvector(language, title) from posts order by search desc, id
--- answer
3|english|'url':1
1|english|'cat':1
2|english|'cat':2 'dog':1
--- as service_role
select search, count(*) from (select search from posts union select strip(search) from posts) s group by search order by search
--- answer
'cat' 'dog' 'mice'|1
'cat' 'fat' 'mat' 'sat'|1
'cat':2 'dog':1 'mice':3|1
'cat':1,4 'fat':3 'mat':8 'sat':5|1
'/a-b?c=1,' 'a@b.com' 'example.com' 'example.com/a-b?c=1,' 'mail' 'see' 'url'|1
'/a-b?c=1,':5 'a@b.com':7 'example.com':4 'example.com/a-b?c=1,':3 'mail':6 'see':2 'url':1|1
--- as service_role
insert into posts (id, title, language) values (4, 'x', 'nope')
--- answer
error 42704: text search configuration "nope" does not exist
--- as service_role
select ''::tsvector as a, 'b:2,1A a'::tsvector as b, 'x:0'::tsvector as c
--- answer
error 42601: wrong position info in tsvector: "x:0"
