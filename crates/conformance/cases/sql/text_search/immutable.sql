-- Only what names its configuration may be generated or indexed; JSON is searched too.
create table t (id int primary key, doc jsonb, raw json);
insert into t values (1, '{"b": "fat cats", "a": ["rats", 5, true]}', '{"b": "fat cats", "a": ["rats", 5, true]}');
--- as service_role
select to_tsvector('english', doc), to_tsvector('english', raw), jsonb_to_tsvector('english', doc, '["all"]'), json_to_tsvector('english', raw, '"numeric"') from t
--- answer
'cat':4 'fat':3 'rat':1|'cat':2 'fat':1 'rat':4|'5':4 'b':8 'cat':11 'fat':10 'rat':2 'true':6|'5':1
--- as service_role
select ts_headline('english', doc, 'cat'), ts_headline(raw, 'rat', 'StartSel=*, StopSel=*') from t
--- answer
{"a": ["rats", 5, true], "b": "fat <b>cats</b>"}|{"b":"fat cats","a":["*rats*",5,true]}
--- as service_role
select id from t where to_tsvector('simple', doc) @@ 'cats <-> rats' or to_tsvector('simple', doc) @@ 'fat <-> cats'
--- answer
1
--- as service_role
select json_build_object('v', to_tsvector('simple', 'b a'), 'q', 'a & b'::tsquery)
--- answer
{"v" : "'a':2 'b':1", "q" : "'a' & 'b'"}
--- as service_role
select array_agg(v order by v) from (values ('b'::tsvector), ('a:1'::tsvector), ('a b'::tsvector)) s(v)
--- answer
{'b','a':1,"'a' 'b'"}
--- as service_role
select setweight('a:1'::tsvector, 'A'::"char"), to_tsvector('english'::regconfig, 'Cats'), to_tsvector('pg_catalog.english', 'Cats')
--- answer
'a':1A|'cat':1|'cat':1
