-- citext compares without case and keeps what was written.
create table c (id int primary key, mail citext unique, tags citext[]);
insert into c values (1, 'Ada@X.org', '{One,two}'), (2, 'bob@x.org', null), (3, 'ÄÖ', null);
--- as postgres
select id, mail from c where mail = 'ADA@x.ORG'
--- answer
1|Ada@X.org
--- as postgres
insert into c values (4, 'BOB@X.ORG')
--- answer
error 23505: duplicate key value violates unique constraint "c_mail_key"
detail: Key (mail)=(BOB@X.ORG) already exists.
--- as postgres
insert into c values (4, 'äö')
--- answer
error 23505: duplicate key value violates unique constraint "c_mail_key"
detail: Key (mail)=(äö) already exists.
--- as postgres
select mail from c order by mail desc
--- answer
ÄÖ
bob@x.org
Ada@X.org
--- as postgres
select id from c where mail like 'ada%'
--- answer
1
--- as postgres
select id from c where mail in ('BOB@x.org', 'x')
--- answer
2
--- as postgres
select lower(mail), mail::text, length(mail), mail || '!' from c where id = 1
--- answer
ada@x.org|Ada@X.org|9|Ada@X.org!
--- as postgres
select id from c where mail::text = 'ada@x.org'
--- answer
--- as postgres
select count(distinct mail), max(mail) from c
--- answer
3|ÄÖ
--- as postgres
insert into c values (5, 'ADA@X.ORG') on conflict (mail) do update set tags = '{merged}' returning id, mail
--- answer
1|Ada@X.org
--- as postgres
select 'a'::citext = 'A'::text, 'a'::citext < 'B'::citext, replace('AbA'::citext, 'a', 'x')
--- answer
f|t|xbx
