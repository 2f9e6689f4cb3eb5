use crate::{Dialect, Placeholder, Writer};

const NUMBERED: Dialect = Dialect {
    identifier_quote: '"',
    placeholder: Placeholder::Numbered('?'),
    backslash_escapes: false,
};
const POSITIONAL: Dialect = Dialect {
    identifier_quote: '`',
    placeholder: Placeholder::Positional('?'),
    backslash_escapes: true,
};

fn check(
    dialect: Dialect,
    write: impl FnOnce(&mut Writer<&'static str>),
    expected: (&str, &[&'static str]),
) {
    let mut writer = Writer::new(dialect);
    write(&mut writer);
    let (text, binds) = writer.finish();
    assert_eq!((text.as_str(), binds.as_slice()), expected);
}

#[test]
fn a_quote_in_a_name_or_a_text_ends_neither() {
    check(
        NUMBERED,
        |to| {
            to.words("select ").string("it's \\").words(" as ").identifier("a\"; drop table b");
        },
        ("select 'it''s \\' as \"a\"\"; drop table b\"", &[]),
    );
    check(
        POSITIONAL,
        |to| {
            to.string("it's \\").identifier("a`b");
        },
        ("'it''s \\\\'`a``b`", &[]),
    );
}

#[test]
fn a_value_is_bound_once_where_placeholders_have_numbers() {
    let bind_twice = |to: &mut Writer<&'static str>| {
        to.bind("a").words(" ").bind("b").words(" ").bind("a");
    };
    check(NUMBERED, bind_twice, ("?1 ?2 ?1", &["a", "b"]));
    check(POSITIONAL, bind_twice, ("? ? ?", &["a", "b", "a"]));
}

#[test]
fn literals_keep_every_digit_and_byte() {
    check(
        NUMBERED,
        |to| {
            to.integer(i64::MIN).words(" ").real(0.1).words(" ").real(1e300).words(" ");
            to.real(-2.0).words(" ").bytes(&[0, 255]);
        },
        ("-9223372036854775808 0.1 1e300 -2.0 x'00ff'", &[]),
    );
}

#[test]
fn a_routine_is_quoted_where_its_name_is_not_plain() {
    check(
        NUMBERED,
        |to| {
            to.routine("pg_", "lower_text").words(" ").routine("pg_", "a\"b");
        },
        ("pg_lower_text \"pg_a\"\"b\"", &[]),
    );
}
