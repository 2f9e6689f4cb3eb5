//! The grammars, case by case. What was read is shown by [`shown`], in which every part has its own bracket; the
//! errors are those that PostgREST gives for the same text.

mod shown;

use super::{Value, columns, filter, logic, order, select};
use crate::parse::{Bound, Limits, ParseError};

/// What a parameter is read as, or why it isn't.
fn read(parameter: &str) -> Result<String, ParseError> {
    let limits = Limits::default();
    let (name, value) = parameter.split_once('=').unwrap();
    match name.rsplit('.').next().unwrap() {
        "select" => select(value, &limits).map(|items| shown::items(&items)),
        "columns" | "on_conflict" => columns(name, value).map(|names| names.join("|")),
        "order" => order(name, value, &Limits::default())
            .map(|at| shown::at(&at, |terms| shown::terms(terms))),
        "and" | "or" => logic(name, value, &limits).map(|at| shown::at(&at, shown::condition)),
        _ => filter(name, value, name.starts_with("arg")).map(|read| match read {
            Value::Filter(at) => shown::at(&at, shown::filter),
            Value::Argument(name) => format!("argument {name}"),
        }),
    }
}

fn check(cases: &[(&str, &str)]) {
    for (parameter, expected) in cases {
        assert_eq!(read(parameter).as_deref(), Ok(*expected), "{parameter}");
    }
}

/// `what` is how the message calls the value; the value itself follows it in parentheses.
fn check_errors(what: &str, cases: &[(&str, u32, &str)]) {
    for (parameter, column, expected) in cases {
        let (name, value) = parameter.split_once('=').unwrap();
        let shown = if what.ends_with("path") { name } else { value };
        let message = format!("\"failed to parse {what} ({shown})\" (line 1, column {column})");
        let error = ParseError::Syntax { message, details: (*expected).to_owned() };
        assert_eq!(read(parameter), Err(error), "{parameter}");
    }
}

#[test]
fn select_names_fields_with_alias_path_and_cast() {
    check(&[
        ("select=", ""),
        ("select=*", "*"),
        ("select=id", "id"),
        ("select=id, name ,age", "id|name|age"),
        ("select=first name,last-name,$x_1,été", "first name|last-name|$x_1|été"),
        ("select=\"a,b\",\"say \\\"hi\\\"\",\"*\"", "a,b|say \"hi\"|«*»"),
        ("select=alias:name", "alias:name"),
        ("select=\"my alias\":name", "my alias:name"),
        ("select=name::text", "name::text"),
        ("select=at::timestamp with time zone", "at::timestamp with time zone"),
        ("select=a:b::text,c::int", "a:b::text|c::int"),
        ("select=data->key", "data->key"),
        ("select=data->>a->b", "data->>a->b"),
        ("select=x:settings->foo->>bar::integer", "x:settings->foo->>bar::integer"),
        ("select=data->0->>-1", "data->[0]->>[-1]"),
        ("select=data->>0::int,other", "data->>[0]::int|other"),
        ("select=data->!@#$%^&*_a::cast", "data->!@#$%^&*_a::cast"),
        ("select=data->\"a.b\"->c", "data->a.b->c"),
        ("select=num->i", "num->i"),
        ("select=data->99999999999999999999", "data->[9223372036854775807]"),
        (
            "select=data->0->0xy1->1->23-xy-45->1->xy-6->>0::int",
            "data->[0]->0xy1->[1]->23-xy-45->[1]->xy-6->>[0]::int",
        ),
    ]);
}

#[test]
fn select_names_aggregates_and_a_column_may_be_called_count() {
    check(&[
        ("select=count()", "count()"),
        ("select=n:count()::text", "n:count()::text"),
        ("select=count", "count"),
        ("select=amount.sum()", "amount.sum()"),
        ("select=total:amount::int.avg()::text", "total:amount::int.avg()::text"),
        ("select=a.count(),b.max(),c.min()", "a.count()|b.max()|c.min()"),
        ("select=data->>n::int.sum()", "data->>n::int.sum()"),
        ("select=projects(count())", "projects[count()]"),
    ]);
}

#[test]
fn select_embeds_and_spreads() {
    check(&[
        ("select=client(id)", "client[id]"),
        ("select=*,client(*,nested(*))", "*|client[*|nested[*]]"),
        ("select=*,...client(*),other(*)", "*|...client[*]|other[*]"),
        ("select=alias:rel!hint(*)", "alias:rel!hint[*]"),
        ("select=rel!inner(*),rel2!left(*)", "rel!!inner[*]|rel2!!left[*]"),
        ("select=rel!hint!inner(*)", "rel!hint!!inner[*]"),
        ("select=alias:rel!inner!hint(*)", "alias:rel!hint!!inner[*]"),
        ("select=rel(),name", "rel[]|name"),
        ("select=a, b(c , d) ,e", "a|b[c|d]|e"),
        ("select=...rel!fk!inner(a,...b(c))", "...rel!fk!!inner[a|...b[c]]"),
        ("select=clients(data->0,data->>x)", "clients[data->[0]|data->>x]"),
        ("select=\"odd (name)\"(id)", "odd (name)[id]"),
        // The rest of a text that could end before it is not looked at, as the protocol does.
        ("select=id)whatever", "id"),
    ]);
}

#[test]
fn a_wrong_select_tells_where_and_what_would_be_right() {
    let after_name = r#"letter, digit, "-", "->>", "->", "::", ".", ")", "," or end of input"#;
    check_errors(
        "select parameter",
        &[
            ("select=id,clients(name[])", 16, &format!("unexpected '[' expecting {after_name}")),
            ("select=count(*)", 6, &format!("unexpected '(' expecting {after_name}")),
            ("select=name!hint", 5, &format!("unexpected '!' expecting {after_name}")),
            (
                "select=data->>-78xy",
                11,
                r#"unexpected 'x' expecting digit, "->", "::", ".", "," or end of input"#,
            ),
            ("select=data->>--34", 9, r#"unexpected "-" expecting digit"#),
            (
                "select=data->(!@#$%^&*_d->>!@#$%^&*_e::integer",
                7,
                r#"unexpected "(" expecting "-", digit or any non reserved character different from: .,>()"#,
            ),
        ],
    );
    for wrong in [
        "select=a,",
        "select=a(b",
        "select=:",
        "select=a::",
        "select=rel->x(*)",
        "select=...",
        "select=\"a",
    ] {
        assert!(matches!(read(wrong), Err(ParseError::Syntax { .. })), "{wrong}");
    }
}

#[test]
fn filters_have_all_operators() {
    check(&[
        ("id=eq.1", "id eq 1"),
        ("id=not.eq.1", "id not eq 1"),
        ("id=gt.1", "id gt 1"),
        ("id=gte.1", "id gte 1"),
        ("id=lt.1", "id lt 1"),
        ("id=lte.1", "id lte 1"),
        ("id=neq.1", "id neq 1"),
        ("name=like.*a_b%", "name like %a_b%"),
        ("name=ilike(any).{*a,b*}", "name ilike(any) {%a,b%}"),
        ("name=match.^a*", "name match ^a*"),
        ("name=imatch(all).{^a*}", "name imatch(all) {^a*}"),
        ("id=eq(any).{1,2}", "id eq(any) {1,2}"),
        ("arr=cs.{1,2}", "arr cs {1,2}"),
        ("arr=cd.{1,2}", "arr cd {1,2}"),
        ("r=ov.[1,2]", "r ov [1,2]"),
        ("r=sl.[1,2]", "r sl [1,2]"),
        ("r=sr.[1,2]", "r sr [1,2]"),
        ("r=nxr.[1,2]", "r nxr [1,2]"),
        ("r=nxl.[1,2]", "r nxl [1,2]"),
        ("r=adj.(1,2]", "r adj (1,2]"),
        ("id=isdistinct.5", "id isdistinct 5"),
        ("t=fts.cat", "t fts cat"),
        ("t=plfts(english).the cat", "t plfts(english) the cat"),
        ("t=not.phfts(simple).a b", "t not phfts(simple) a b"),
        ("t=wfts.-a", "t wfts -a"),
        ("id=eq.", "id eq "),
        ("name=eq.a.b,(c)\"d\"", "name eq a.b,(c)\"d\""),
        ("name=eq.not.eq", "name eq not.eq"),
    ]);
}

#[test]
fn is_takes_few_words_in_any_case() {
    check(&[
        ("a=is.null", "a is null"),
        ("a=is.NULL", "a is null"),
        ("a=not.is.null", "a not is null"),
        ("a=is.not_null", "a is not_null"),
        ("a=is.True", "a is true"),
        ("a=is.false", "a is false"),
        ("a=is.unknown", "a is unknown"),
    ]);
    let words = "isVal: (null, not_null, true, false, unknown)";
    check_errors(
        "filter",
        &[
            ("a=is.foo", 5, &format!("unexpected \"o\" expecting {words}")),
            ("a=is.started", 4, &format!("unexpected \"s\" expecting {words}")),
            ("a=is.not.null", 7, &format!("unexpected \".\" expecting {words}")),
            ("a=is.nul", 7, &format!("unexpected end of input expecting {words}")),
        ],
    );
}

#[test]
fn lists_keep_what_is_quoted() {
    check(&[
        ("id=in.(1,2,3)", "id in <1><2><3>"),
        ("id=in.( 1, 2 )", "id in <1>< 2 >"),
        ("id=in.()", "id in "),
        ("id=in.(\"\")", "id in <>"),
        ("id=in.(,)", "id in <><>"),
        ("id=in.(\"a,b\",\"c)d\",\"e\\\"f\",\"g\\\\h\")", "id in <a,b><c)d><e\"f><g\\h>"),
        ("id=in.(\"a\"b,c)", "id in <\"a\"b><c>"),
        ("id=in.(a\"b,\"c)", "id in <a\"b><\"c>"),
        ("id=not.in.(x)", "id not in <x>"),
    ]);
    check_errors(
        "filter",
        &[
            ("id=in.1", 4, r#"unexpected "1" expecting "(""#),
            ("id=in.(1", 6, r#"unexpected end of input expecting "," or ")""#),
        ],
    );
}

#[test]
fn the_name_of_a_filter_leads_through_embeds_and_json() {
    check(&[
        ("a.b=eq.0", "a/ b eq 0"),
        ("a.b.c=eq.0", "a/b/ c eq 0"),
        ("data->foo->>bar=eq.baz", "data->foo->>bar eq baz"),
        ("a.data->0->>-2=eq.1", "a/ data->[0]->>[-2] eq 1"),
        ("\"a.b\".c=eq.1", "a.b/ c eq 1"),
        ("data->!@#$%^&*_d->>!@#$%^&*_e=eq.3", "data->!@#$%^&*_d->>!@#$%^&*_e eq 3"),
    ]);
    check_errors(
        "tree path",
        &[("=eq.1", 1, "unexpected end of input expecting field name (* or [a..z0..9_$])")],
    );
}

#[test]
fn a_wrong_operator_tells_what_would_be_right() {
    let slot = "expecting operator (eq, gt, ...)";
    let start = r#"expecting "not" or operator (eq, gt, ...)"#;
    check_errors(
        "filter",
        &[
            ("id=noop.0", 1, &format!("unexpected \"o\" {start}")),
            ("id=val", 1, &format!("unexpected \"v\" {start}")),
            ("id=0", 1, &format!("unexpected \"0\" {start}")),
            ("id=nope.1", 1, &format!("unexpected \"p\" {start}")),
            ("id=", 1, &format!("unexpected end of input {start}")),
            ("id=fts().value", 5, &format!("unexpected \")\" {slot}")),
            ("id=eq().value", 4, &format!("unexpected \")\" {slot}")),
            ("id=is().value", 3, &format!("unexpected \"(\" {slot}")),
            ("id=in().value", 3, &format!("unexpected \"(\" {slot}")),
            ("id=plfts(library.arabic).x", 14, &format!("unexpected \".\" {slot}")),
            (
                "id=not.is.",
                8,
                "unexpected end of input expecting isVal: (null, not_null, true, false, unknown)",
            ),
        ],
    );
}

#[test]
fn an_argument_is_what_does_not_start_as_an_operator() {
    check(&[
        ("arg=5", "argument arg"),
        ("arg=", "argument arg"),
        ("arg=equal", "argument arg"),
        ("arg=eq.5", "arg eq 5"),
        ("arg={1,2}", "argument arg"),
    ]);
}

#[test]
fn logic_trees_nest_negate_and_name_embeds() {
    check(&[
        ("or=(id.eq.1,id.eq.2)", "or(id eq 1; id eq 2)"),
        ("not.or=(id.eq.1)", "not or(id eq 1)"),
        ("child.or=(id.eq.1,name.eq.child 2)", "child/ or(id eq 1; name eq child 2)"),
        ("a.b.not.and=(id.eq.1)", "a/b/ not and(id eq 1)"),
        ("not.a.and=(id.eq.1)", "a/ not and(id eq 1)"),
        (
            "or=(not.and(name.eq.e 2,id.eq.2),and(id.not.in.(1,3),name.not.is.null))",
            "or(not and(name eq e 2; id eq 2); and(id not in <1><3>; name not is null))",
        ),
        (
            "and=( and ( id.in.( 1, 2, 3 ) , id.eq.3 ) , or ( id.eq.2 , id.eq.3 ) )",
            "and(and(id in <1>< 2>< 3 >; id eq 3 ); or(id eq 2 ; id eq 3 ))",
        ),
        ("and=(id.eq.1,id.neq.2))", "and(id eq 1; id neq 2)"),
        ("or=(arr.cs.{1,2,3},arr.cd.{1})", "or(arr cs {1,2,3}; arr cd {1})"),
        ("or=(name.eq.\"(a,b)\",name.like.\"*ity,4*\")", "or(name eq (a,b); name like %ity,4%)"),
        ("or=(data->a->>b.eq.foo, data->0.eq.1)", "or(data->a->>b eq foo; data->[0] eq 1)"),
        (
            "or=(t.plfts(german).Art Spass, t.fts(english).x)",
            "or(t plfts(german) Art Spass; t fts(english) x)",
        ),
        ("and=(arr.isdistinct.{1,2},b.is.null)", "and(arr isdistinct {1,2}; b is null)"),
        ("or=(id.eq(any).{1,2},id.gt.3)", "or(id eq(any) {1,2}; id gt 3)"),
    ]);
    // A range has a comma that only quotes can protect.
    assert!(read("or=(r.eq.[1,3],x.eq.4)").is_err());
}

#[test]
fn a_wrong_logic_tree_tells_where_and_what_would_be_right() {
    check_errors(
        "logic tree",
        &[
            (
                "or=()",
                4,
                r#"unexpected ")" expecting field name (* or [a..z0..9_$]), negation operator (not) or logic operator (and, or)"#,
            ),
            ("or=(id.in.1,2,id.eq.3)", 10, r#"unexpected "1" expecting "(""#),
            ("or=)(", 3, r#"unexpected ")" expecting "(""#),
            ("and=(ord(id.eq.1,id.eq.1),id.eq.2)", 7, r#"unexpected "d" expecting "(""#),
            (
                "or=(id.eq.1,not.xor(id.eq.2,id.eq.3))",
                16,
                r#"unexpected "x" expecting logic operator (and, or)"#,
            ),
        ],
    );
    let embedded =
        "or=(name.ilike.%israel%,fec_committee_id.ilike.%israel%,candidates.name.ilike.%israel%)";
    let Err(ParseError::Syntax { message, .. }) = read(embedded) else { panic!("it was read") };
    assert!(message.ends_with("(line 1, column 67)"), "{message}");
}

#[test]
fn order_takes_direction_nulls_and_related_fields() {
    check(&[
        ("order=id", "id"),
        ("order=name.desc.nullsfirst", "name desc nullsfirst"),
        ("order=a.asc,b.nullslast,c.desc", "a asc|b nullslast|c desc"),
        ("order=json_col->key.asc.nullslast", "json_col->key asc nullslast"),
        ("order=data->0.desc", "data->[0] desc"),
        ("order=json_col->!@#$%^&*_a.asc", "json_col->!@#$%^&*_a asc"),
        ("order=clients(json_col->key).desc.nullsfirst", "clients(json_col->key) desc nullsfirst"),
        ("order=name,clients(name),id", "name|clients(name)|id"),
        ("order=clients(data->0)", "clients(data->[0])"),
        ("projects.tasks.order=id.asc", "projects/tasks/ id asc"),
    ]);
}

#[test]
fn a_wrong_order_tells_where_and_what_would_be_right() {
    let words = r#"expecting "asc", "desc", "nullsfirst" or "nullslast""#;
    let nulls = r#"expecting "nullsfirst" or "nullslast""#;
    let after_name = r#"letter, digit, "-", "->>", "->", delimiter (.), "," or end of input"#;
    check_errors(
        "order",
        &[
            ("order=clients(name,id)", 8, &format!("unexpected '(' expecting {after_name}")),
            (
                "order=coalesce(updated_at, created_at).desc",
                9,
                &format!("unexpected '(' expecting {after_name}"),
            ),
            ("order=id.ac", 4, &format!("unexpected \"c\" {words}")),
            ("order=id.descc", 8, r#"unexpected 'c' expecting delimiter (.), "," or end of input"#),
            ("order=id.nulsfist", 4, &format!("unexpected \"n\" {words}")),
            ("order=id.nullslasttt", 13, r#"unexpected 't' expecting "," or end of input"#),
            ("order=id.smth34", 4, &format!("unexpected \"s\" {words}")),
            ("order=id.asc.nlsfst", 8, &format!("unexpected \"l\" {nulls}")),
            ("order=id.asc.nullslasttt", 17, r#"unexpected 't' expecting "," or end of input"#),
            ("order=id.asc.smth34", 8, &format!("unexpected \"s\" {nulls}")),
            ("order=", 1, "unexpected end of input expecting field name (* or [a..z0..9_$])"),
        ],
    );
}

#[test]
fn columns_are_names_between_commas() {
    check(&[
        ("columns=id,name", "id|name"),
        ("columns=id , \"a,b\"", "id|a,b"),
        ("on_conflict=a,b", "a|b"),
    ]);
    let name = "unexpected end of input expecting field name (* or [a..z0..9_$])";
    check_errors("columns parameter", &[("columns=", 1, name)]);
    check_errors("on_conflict parameter", &[("on_conflict=", 1, name)]);
}

#[test]
fn depth_and_number_are_bounded_and_the_refusal_is_fast() {
    let nested = |open: &str, times: usize, core: &str| {
        format!("{}{core}{}", open.repeat(times), ")".repeat(times))
    };
    let filter_depth = |depth| format!("or=({})", nested("and(", depth, "id.eq.1"));
    assert!(read(&filter_depth(63)).is_ok());
    let over = |bound, limit| Err(ParseError::Bound { bound, limit });
    assert_eq!(read(&filter_depth(64)), over(Bound::FilterDepth, 64));
    assert_eq!(read(&filter_depth(1_000)), over(Bound::FilterDepth, 64));
    assert_eq!(read(&filter_depth(100_000)), over(Bound::FilterDepth, 64));
    assert_eq!(read(&format!("select={}", nested("a(", 1_000, "b"))), over(Bound::EmbedDepth, 32));
    assert_eq!(read(&format!("select={}", "a,".repeat(1_001))), over(Bound::SelectItems, 1_000));
    let many = vec!["a.eq.1"; 1_001].join(",");
    assert_eq!(read(&format!("or=({many})")), over(Bound::Filters, 1_000));
}

#[test]
fn what_is_not_ascii_is_told_by_its_number() {
    check_errors(
        "filter",
        &[("a=é", 1, r#"unexpected "\233" expecting "not" or operator (eq, gt, ...)"#)],
    );
    let error = read("a=in.(1\n,2\n").unwrap_err().to_string();
    assert!(error.contains("(line 3, column 1)"), "{error}");
}

mod anything {
    use proptest::prelude::*;

    proptest! {
        /// Whatever the text: an answer, and the same words for an error each time.
        #[test]
        fn is_read_or_refused(text in "[-a-z0-9_.,()!:>{}\"\\\\ *\t\u{e9}]{0,60}") {
            for name in ["select", "columns", "order", "or", "not.and", "id", "arg"] {
                let parameter = format!("{name}={text}");
                prop_assert_eq!(super::read(&parameter), super::read(&parameter));
            }
            let _ = super::filter(&text, "eq.1", false);
            let _ = super::embedded(&text);
        }

        /// A value comes through a filter as it is.
        #[test]
        fn survives_as_a_value(value in any::<String>()) {
            let read = super::read(&format!("id=eq.{value}"));
            prop_assert_eq!(read, Ok(format!("id eq {value}")));
        }

        /// Quotes protect any value in a list and in a tree.
        #[test]
        fn survives_in_quotes(value in any::<String>()) {
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let list = super::read(&format!("id=in.(\"{quoted}\",1)"));
            prop_assert_eq!(list, Ok(format!("id in <{value}><1>")));
            let tree = super::read(&format!("or=(id.eq.\"{quoted}\",id.eq.1)"));
            prop_assert_eq!(tree, Ok(format!("or(id eq {value}; id eq 1)")));
        }
    }
}

/// The path of a parameter's name, which is read before its value.
fn embedded(name: &str) -> Result<Vec<String>, ParseError> {
    super::embed_path(name)
}
