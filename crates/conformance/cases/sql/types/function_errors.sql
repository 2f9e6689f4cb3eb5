-- Functions outside of what they take.
create table l (t text);
--- as postgres
select 'a' like 'a\'
--- answer
f
--- as postgres
select 'a' ~ '['
--- answer
error 2201B: invalid regular expression: brackets [] not balanced
--- as postgres
select chr(0)
--- answer
error 54000: null character not permitted
--- as postgres
select 1 % 0
--- answer
error 22012: division by zero
--- as postgres
select mod(5, 0.0)
--- answer
error 22012: division by zero
--- as postgres
select sqrt(-1)
--- answer
error 2201F: cannot take square root of a negative number
--- as postgres
select ln(0)
--- answer
error 2201E: cannot take logarithm of zero
--- as postgres
select power(0, -1)
--- answer
error 2201F: zero raised to a negative power is undefined
--- as postgres
select repeat('x', -1), lpad('abc', -1, 'x'), left('abc', -5), substr('abc', 0, 2), split_part('a', '', 1)
--- answer
|||a|a
--- as postgres
select substr('abc', 1, -1)
--- answer
error 22011: negative substring length not allowed
--- as postgres
select split_part('a,b', ',', 0)
--- answer
error 22023: field position must not be zero
--- as postgres
select decode('zz', 'hex')
--- answer
error 22023: invalid hexadecimal digit: "z"
--- as postgres
select to_date('nonsense', 'YYYY')
--- answer
error 22007: invalid value "nons" for "YYYY"
detail: Value must be an integer.
--- as postgres
select extract(nonsense from now())
--- answer
error 22023: unit "nonsense" not recognized for type timestamp with time zone
--- as postgres
select date_trunc('nonsense', now())
--- answer
error 22023: unit "nonsense" not recognized for type timestamp with time zone
--- as postgres
select make_date(2024, 13, 1)
--- answer
error 22008: date field value out of range: 2024-13-01
--- as postgres
select interval '1 day' / 0
--- answer
error 22012: division by zero
--- as postgres
select 10 ^ 400
--- answer
error 22003: value out of range: overflow
--- as postgres
select exp(10000.0)
--- answer
error 22003: value overflows numeric format
--- as postgres
select factorial(-1)
--- answer
error 22003: factorial of a negative number is undefined
--- as postgres
select array_fill(1, null)
--- answer
error 22004: dimension array or low bound array cannot be null
--- as postgres
select '{}'::jsonb -> 'a' ->> 0, jsonb_set('[1]', '{5}', '2'), jsonb_array_length('{}')
--- answer
error 22023: cannot get array length of a non-array
--- as postgres
select jsonb_array_elements('{}')
--- answer
error 22023: cannot extract elements from an object
--- as postgres
select string_to_array(null, ','), array_to_string(null::text[], ','), concat(null), upper(null)
--- answer
NULL|NULL||NULL
--- as postgres
select generate_series(1, null)
--- answer
--- as postgres
select ('{1,2}'::int[])[5], ('{1,2}'::int[])[0], array_length('{1}'::int[], 2)
--- answer
NULL|NULL|NULL
--- as postgres
select round(1.5, null), coalesce(null), greatest(null, null) is null
--- answer
NULL|NULL|t
