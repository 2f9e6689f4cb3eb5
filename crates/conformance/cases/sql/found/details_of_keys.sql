-- The detail of a missing key shows the key of the row that was written, which the writer knows, if they see that table.
create table parents (id int primary key);
create table children (id int primary key, parent int references parents);
create table guarded (id int primary key, parent int references parents);
alter table parents enable row level security;
alter table guarded enable row level security;
create policy everything on guarded using (true);
insert into parents values (1), (2);
insert into children values (1, 1);
insert into guarded values (1, 2);
--- as authenticated {"role": "authenticated"}
insert into children values (2, 7)
--- answer
error 23503: insert or update on table "children" violates foreign key constraint "children_parent_fkey"
detail: Key (parent)=(7) is not present in table "parents".
--- as authenticated {"role": "authenticated"}
insert into guarded values (2, 7)
--- answer
error 23503: insert or update on table "guarded" violates foreign key constraint "guarded_parent_fkey"
detail: Key is not present in table "parents".
--- as service_role {"role": "service_role"}
insert into guarded values (2, 7)
--- answer
error 23503: insert or update on table "guarded" violates foreign key constraint "guarded_parent_fkey"
detail: Key (parent)=(7) is not present in table "parents".
--- as service_role {"role": "service_role"}
delete from parents where id = 1
--- answer
error 23503: update or delete on table "parents" violates foreign key constraint "children_parent_fkey" on table "children"
detail: Key (id)=(1) is still referenced from table "children".
--- as service_role {"role": "service_role"}
delete from parents where id = 2
--- answer
error 23503: update or delete on table "parents" violates foreign key constraint "guarded_parent_fkey" on table "guarded"
detail: Key (id)=(2) is still referenced from table "guarded".
