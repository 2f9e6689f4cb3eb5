//! Choosing among a schema's own routines, common types, windows, and what errors say.

use value::{QualifiedName, Scalar, Type};

use crate::Pattern;
use crate::resolve::{
    self, Choice, Failure, Parameter, ResolveError, Signature, choose, common_type,
};

fn of(scalar: Scalar) -> Type {
    Type::Scalar(scalar)
}

fn signature(parameters: &[Scalar], defaults: usize, variadic: bool) -> Signature {
    let parameters = parameters.iter().map(|it| Parameter::Type(of(*it))).collect();
    Signature { parameters, defaults, variadic }
}

fn chosen(signatures: &[Signature], types: &[Scalar]) -> Result<usize, Failure> {
    let types: Vec<Type> = types.iter().map(|it| of(*it)).collect();
    choose(signatures, &types).map(|choice: Choice| choice.index)
}

#[test]
fn an_exact_match_wins() {
    let both = [signature(&[Scalar::Int8], 0, false), signature(&[Scalar::Int4], 0, false)];
    assert_eq!(chosen(&both, &[Scalar::Int4]), Ok(1));
    assert_eq!(chosen(&both, &[Scalar::Int2]), Err(Failure::Ambiguous));
    assert_eq!(chosen(&both, &[Scalar::Text]), Err(Failure::None));
}

#[test]
fn arguments_with_defaults_may_be_left_out() {
    let one = [signature(&[Scalar::Int4, Scalar::Text, Scalar::Bool], 2, false)];
    assert_eq!(chosen(&one, &[Scalar::Int4]), Ok(0));
    assert_eq!(chosen(&one, &[Scalar::Int4, Scalar::Unknown]), Ok(0));
    assert_eq!(chosen(&one, &[]), Err(Failure::None));
}

#[test]
fn the_last_argument_of_a_variadic_routine_repeats() {
    let one = [signature(&[Scalar::Text, Scalar::Int4], 0, true)];
    assert_eq!(chosen(&one, &[Scalar::Text, Scalar::Int4, Scalar::Int2, Scalar::Int4]), Ok(0));
    assert_eq!(chosen(&one, &[Scalar::Text]), Err(Failure::None));
    let both = [one[0].clone(), signature(&[Scalar::Text, Scalar::Int4], 0, false)];
    assert_eq!(chosen(&both, &[Scalar::Text, Scalar::Int4]), Ok(1));
}

#[test]
fn a_polymorphic_routine_returns_what_it_is_given() {
    let one = [Signature::of_patterns(&[Pattern::AnyArray, Pattern::AnyElement], 0, false)];
    let types = [of(Scalar::Uuid).array(), Type::UNKNOWN];
    let choice = choose(&one, &types).expect("it fits");
    assert_eq!(choice.argument_types, [of(Scalar::Uuid).array(), of(Scalar::Uuid)]);
    assert_eq!(choice.result(Pattern::AnyElement), of(Scalar::Uuid));
    assert_eq!(choose(&one, &[of(Scalar::Int4).array(), of(Scalar::Text)]), Err(Failure::None));
    assert_eq!(choose(&one, &[Type::UNKNOWN, Type::UNKNOWN]), Err(Failure::Undetermined));
}

#[test]
fn a_common_type_is_found_as_for_case_and_union() {
    let check = |types: &[Scalar], expected: &str| {
        let types: Vec<Type> = types.iter().map(|it| of(*it)).collect();
        let found = common_type(&types).map_err(|error| error.within("CASE"));
        assert_eq!(found.map_or_else(|error| error.to_string(), |it| it.to_string()), expected);
    };
    check(&[], "text");
    check(&[Scalar::Unknown, Scalar::Unknown], "text");
    check(&[Scalar::Unknown, Scalar::Int4], "integer");
    check(&[Scalar::Int4, Scalar::Int8], "bigint");
    check(&[Scalar::Int4, Scalar::Numeric], "numeric");
    check(&[Scalar::Numeric, Scalar::Float4], "real");
    check(&[Scalar::Numeric, Scalar::Float8], "double precision");
    check(&[Scalar::Varchar, Scalar::Text], "character varying");
    check(&[Scalar::Text, Scalar::Varchar], "text");
    check(&[Scalar::Varchar, Scalar::Varchar], "character varying");
    check(&[Scalar::Date, Scalar::Timestamptz], "timestamp with time zone");
    check(&[Scalar::Int4, Scalar::Text], "CASE types integer and text cannot be matched");
    check(&[Scalar::Json, Scalar::Jsonb], "CASE could not convert type jsonb to json");
}

#[test]
fn windows_are_typed() {
    let types = |name: &str, arguments: &[Type]| {
        resolve::window(name, arguments).map(|it| it.returns[0].to_string())
    };
    assert_eq!(types("row_number", &[]), Ok("bigint".to_owned()));
    assert_eq!(types("lag", &[of(Scalar::Date)]), Ok("date".to_owned()));
    let arguments = [of(Scalar::Int4), of(Scalar::Int4), of(Scalar::Numeric)];
    assert_eq!(types("lead", &arguments), Ok("numeric".to_owned()));
    assert!(types("rank", &[of(Scalar::Int4)]).is_err());
}

#[test]
fn errors_have_postgresqls_words() {
    let check = |error: ResolveError, code: &str, message: &str, hint: Option<&str>| {
        assert_eq!((error.code(), error.to_string().as_str()), (code, message));
        assert_eq!(error.hint(), hint);
    };
    let error = resolve::operator("+", Some(&Type::TEXT), &of(Scalar::Int4)).expect_err("none");
    check(
        error,
        "42883",
        "operator does not exist: text + integer",
        Some(
            "No operator matches the given name and argument types. \
             You might need to add explicit type casts.",
        ),
    );
    let error = resolve::operator("-", None, &Type::UNKNOWN).expect_err("several");
    check(
        error,
        "42725",
        "operator is not unique: - unknown",
        Some(
            "Could not choose a best candidate operator. \
             You might need to add explicit type casts.",
        ),
    );
    let error = resolve::function("lower", &[of(Scalar::Int4)]).expect_err("none");
    check(
        error,
        "42883",
        "function lower(integer) does not exist",
        Some(
            "No function matches the given name and argument types. \
             You might need to add explicit type casts.",
        ),
    );
    let json = of(Scalar::Json).array();
    let error = resolve::operator("=", Some(&json), &json).expect_err("json has no equality");
    check(error, "42883", "could not identify an equality operator for type json", None);
}

#[test]
fn a_domain_counts_as_its_base() {
    let email = Type::Domain(std::sync::Arc::new(value::Domain {
        name: QualifiedName::new("public", "email"),
        base: of(Scalar::Citext),
        modifier: value::Modifier::None,
    }));
    let found = resolve::operator("=", Some(&email), &Type::UNKNOWN).expect("citext has it");
    let common = of(Scalar::Citext);
    assert_eq!(found, resolve::Resolved::Compare { op: resolve::Comparison::Equal, common });
}
