//! Descriptors survive being written and read, and everything that can be called is registered.

use super::descriptor::{Descriptor, Reader};
use super::{Session, register};
use std::sync::Arc;
use value::{Composite, Domain, Enum, Field, Modifier, QualifiedName, Scalar, Type};

fn check(of: &Type, modifier: Modifier, expected: &str) {
    let text = Descriptor::cast(of, of, modifier, true);
    assert_eq!(text, format!("{} -> {expected} !", Descriptor::of(of)));
    let mut reader = Reader::new(&text);
    assert_eq!(reader.of(), Some((of.clone(), Modifier::None)));
    assert!(reader.takes("->"));
    assert_eq!(reader.of(), Some((of.clone(), modifier)));
    assert!(reader.takes("!") && reader.is_done());
}

#[test]
fn a_descriptor_is_read_as_it_was_written() {
    let name = |name: &str| QualifiedName::new("public", name);
    let mood = Type::Enum(Arc::new(Enum {
        name: name("mood"),
        labels: vec!["so \"so\"".into(), "} ]".into(), "".into()],
    }));
    let price = Type::Domain(Arc::new(Domain {
        name: name("price"),
        base: Scalar::Numeric.of(),
        modifier: Modifier::Precision(10, -2),
    }));
    let field = |name: &str, of, modifier| Field { name: name.into(), of, modifier };
    let pair = Type::Composite(Arc::new(Composite {
        name: name("pair"),
        fields: vec![
            field("a", Scalar::Char.of(), Modifier::Length(3)),
            field("b", mood.clone().array(), Modifier::None),
        ],
    }));
    check(&Type::TEXT, Modifier::None, "text");
    check(&Scalar::Timestamptz.of(), Modifier::Fraction(3), "timestamptz(.3)");
    check(&Scalar::Numeric.of().array(), Modifier::Precision(4, 2), "[numeric](4,2)");
    check(&mood, Modifier::None, "enum \"public\" \"mood\" {\"so \"\"so\"\"\" \"} ]\" \"\"}");
    check(&price, Modifier::None, "domain \"public\" \"price\" numeric(10,-2)");
    let inner = "enum \"public\" \"mood\" {\"so \"\"so\"\"\" \"} ]\" \"\"}";
    check(
        &pair,
        Modifier::None,
        &format!("row \"public\" \"pair\" {{\"a\" char(3) \"b\" [{inner}]}}"),
    );
}

#[test]
fn every_function_of_the_tables_is_registered_under_a_name_of_its_own() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    register(&connection, &Arc::new(Session::default())).unwrap();
    let mut names: Vec<String> = builtin::functions().iter().map(builtin::Builtin::id).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "two functions have one id");
    let known = |name: &str| -> i64 {
        let text = "select count(*) from pragma_function_list where name = ?1";
        connection.query_row(text, [name], |row| row.get(0)).unwrap()
    };
    for name in names {
        assert_eq!(known(&format!("pg_{name}")), 1, "pg_{name}");
    }
}
