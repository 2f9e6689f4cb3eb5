//! How operators group: by the table of precedence, whatever the grammar's own tree is.

use super::{Liking, Tree, grouped};
use squawk_syntax::SourceFile;
use squawk_syntax::ast::{self, AstNode};

/// The expression in brackets for every operator.
fn shape_of(text: &str) -> String {
    let parsed = SourceFile::parse(&format!("select {text};"));
    assert_eq!(parsed.errors(), [], "{text}");
    let target = parsed.tree().syntax().descendants().find_map(ast::Target::cast);
    let written = target.and_then(|target| target.expr()).expect("an expression");
    of_expression(&written)
}

fn of_expression(expression: &ast::Expr) -> String {
    match grouped(expression) {
        Ok(tree) => shape(&tree),
        Err(error) => format!("{} {}", error.code, error.message),
    }
}

fn shape(tree: &Tree) -> String {
    let not = |negated: bool| if negated { "not " } else { "" };
    match tree {
        Tree::Atom(ast::Expr::ParenExpr(paren)) => match paren.expr() {
            Some(inner) => of_expression(&inner),
            None => paren.syntax().text().to_string(),
        },
        Tree::Atom(atom) => atom.syntax().text().to_string(),
        Tree::And(parts) => joined(parts, "and"),
        Tree::Or(parts) => joined(parts, "or"),
        Tree::Not(operand) => format!("(not {})", shape(operand)),
        Tree::Negative(number) => format!("-{}", number.syntax().text()),
        Tree::Prefix(symbol, operand) => format!("({} {})", symbol.text, shape(operand)),
        Tree::Binary(symbol, left, right) => {
            format!("({} {} {})", shape(left), symbol.text, shape(right))
        }
        Tree::Like { of, negated, operand, pattern, escape, .. } => {
            let word = match of {
                Liking::Like => "like",
                Liking::Ilike => "ilike",
                Liking::Similar => "similar to",
            };
            let escape = escape.as_ref().map(|it| format!(" escape {}", shape(it)));
            let (operand, pattern) = (shape(operand), shape(pattern));
            format!("({operand} {}{word} {pattern}{})", not(*negated), escape.unwrap_or_default())
        }
        Tree::Between { operand, low, high, negated, symmetric, .. } => {
            let symmetric = if *symmetric { "symmetric " } else { "" };
            let (low, high) = (shape(low), shape(high));
            format!("({} {}between {symmetric}{low} and {high})", shape(operand), not(*negated))
        }
        Tree::In { operand, list, negated, .. } => {
            format!("({} {}in {})", shape(operand), not(*negated), list.syntax().text())
        }
        Tree::Is { operand, test, negated } => {
            format!("({} is {}{test:?})", shape(operand), not(*negated)).to_lowercase()
        }
        Tree::Distinct { left, right, negated, .. } => {
            format!("({} is {}distinct from {})", shape(left), not(*negated), shape(right))
        }
        Tree::AtTimeZone(left, right, _) => {
            format!("({} at time zone {})", shape(left), shape(right))
        }
        Tree::Overlaps(left, right, _) => format!("({} overlaps {})", shape(left), shape(right)),
        Tree::Cast(operand, to) => format!("({}::{})", shape(operand), to.syntax().text()),
        Tree::Collate(operand, _) => format!("({} collate \"C\")", shape(operand)),
        Tree::Field(operand, name, _) => format!("({}.{name})", shape(operand)),
        Tree::Star(operand, _) => format!("({}.*)", shape(operand)),
        Tree::Index(operand, index) => format!("({}[{}])", shape(operand), of_expression(index)),
        Tree::Slice { operand, .. } => format!("({}[:])", shape(operand)),
    }
}

/// `a and b and c`, from the left.
fn joined(parts: &[Tree], word: &str) -> String {
    let shapes: Vec<String> = parts.iter().map(shape).collect();
    shapes.into_iter().reduce(|left, right| format!("({left} {word} {right})")).unwrap_or_default()
}

/// Expressions from chance, each with and without the brackets that it doesn't need.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }

    /// How tightly an expression binds, its text with few brackets, its text with all.
    fn expression(&mut self, depth: u32) -> (u8, String, String) {
        if depth == 0 {
            let atom = self.one(&[
                "a",
                "b.c",
                "1",
                "'x'",
                "f(a)",
                "(select 1)",
                "case when a then b end",
                "date '2024-01-01'",
            ]);
            return (20, atom.to_owned(), atom.to_owned());
        }
        let depth = depth - 1;
        match self.below(14) {
            0 => self.infix(1, 1, 2, &["or"], depth),
            1 => self.infix(2, 2, 3, &["and"], depth),
            2 => self.prefix(3, "not", depth),
            3 => {
                let test =
                    self.one(&["is null", "is not null", "is true", "is not unknown", "isnull"]);
                self.postfix(4, test, depth)
            }
            4 => self.infix(4, 5, 5, &["is distinct from", "is not distinct from"], depth),
            5 => self.infix(5, 6, 6, &["=", "<", ">=", "<>", "!="], depth),
            6 => self.infix(6, 7, 7, &["like", "not like", "ilike"], depth),
            7 => self.between(depth),
            8 => self.postfix(6, "in (1, 2)", depth),
            9 => self.infix(8, 8, 9, &["||", "->", "->>", "@>", "#>", "~"], depth),
            10 => self.infix(9, 9, 10, &["+", "-"], depth),
            11 => self.infix(10, 10, 11, &["*", "/", "%"], depth),
            12 => match self.below(3) {
                0 => self.infix(11, 11, 12, &["^"], depth),
                1 => self.infix(12, 12, 13, &["at time zone"], depth),
                _ => self.postfix(13, "collate \"C\"", depth),
            },
            _ => {
                let to = self.one(&[
                    "::date",
                    "::int[]",
                    "::varchar(3)",
                    "::public.slug",
                    "::timestamp with time zone",
                    "[1]",
                ]);
                self.postfix(16, to, depth)
            }
        }
    }

    /// An operand that needs brackets if it binds looser than this.
    fn operand(&mut self, least: u8, depth: u32) -> (String, String) {
        let depth = self.below(u64::from(depth) + 1) as u32;
        let (binds, few, all) = self.expression(depth);
        let needs = binds < least || few.starts_with("not ") && least > 3;
        (if needs { format!("({few})") } else { few }, format!("({all})"))
    }

    fn infix(
        &mut self,
        binds: u8,
        left: u8,
        right: u8,
        words: &[&str],
        depth: u32,
    ) -> (u8, String, String) {
        let (few_left, all_left) = self.operand(left, depth);
        let word = self.one(words);
        let (few_right, all_right) = self.operand(right, depth);
        (binds, format!("{few_left} {word} {few_right}"), format!("{all_left} {word} {all_right}"))
    }

    fn prefix(&mut self, binds: u8, word: &str, depth: u32) -> (u8, String, String) {
        let (few, all) = self.operand(binds, depth);
        (binds, format!("{word} {few}"), format!("{word} {all}"))
    }

    fn postfix(&mut self, binds: u8, word: &str, depth: u32) -> (u8, String, String) {
        let tight = if word.starts_with('[') {
            17
        } else if word.starts_with(':') {
            16
        } else {
            binds + 1
        };
        let (few, all) = self.operand(tight, depth);
        let space = if word.starts_with([':', '[']) { "" } else { " " };
        (binds, format!("{few}{space}{word}"), format!("{all}{space}{word}"))
    }

    fn between(&mut self, depth: u32) -> (u8, String, String) {
        let word = self.one(&["between", "not between", "between symmetric"]);
        let (few, all) = self.operand(7, depth);
        let (few_low, all_low) = self.operand(8, depth);
        let (few_high, all_high) = self.operand(7, depth);
        (
            6,
            format!("{few} {word} {few_low} and {few_high}"),
            format!("{all} {word} {all_low} and {all_high}"),
        )
    }
}

#[test]
fn brackets_that_an_expression_needs_not_change_nothing() {
    let mut chance = Chance(7);
    let mut tried = 0;
    for _ in 0..4000 {
        let (_, few, all) = chance.expression(4);
        // The grammar refuses a few: `between 1 and 2 or not a`, `a collate "C" isnull`.
        if SourceFile::parse(&format!("select {few};")).errors().is_empty() {
            tried += 1;
            assert_eq!(shape_of(&few), shape_of(&all), "{few}");
        }
    }
    assert!(tried > 3900, "{tried}");
}

/// Each expression, and how it groups.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shape_of(text), *expected, "{text}");
    }
}

#[test]
fn operators_bind_as_in_the_manuals_table() {
    check(&[
        ("a or b and not c = d", "(a or (b and (not (c = d))))"),
        ("a -> 'b' ->> 'c' = 'd'", "(((a -> 'b') ->> 'c') = 'd')"),
        ("a || b || c", "((a || b) || c)"),
        ("a || b + c * d ^ e", "(a || (b + (c * (d ^ e))))"),
        ("2 ^ 3 ^ 2", "((2 ^ 3) ^ 2)"),
        ("-4 ^ 2", "(-4 ^ 2)"),
        ("-a::int[1]", "(- (a::int[1]))"),
        ("- - 1", "(- -1)"),
        ("@ -5", "(@ -5)"),
        ("a < b is null", "((a < b) is null)"),
        ("a is null = b", "((a is null) = b)"),
        ("a isnull and b notnull", "((a is null) and (b is not null))"),
        ("a + b at time zone 'utc'", "(a + (b at time zone 'utc'))"),
        ("a collate \"C\" || b", "((a collate \"C\") || b)"),
        ("a operator(pg_catalog.+) b * c", "(a + (b * c))"),
        ("a is distinct from b + 1 and c", "((a is distinct from (b + 1)) and c)"),
    ]);
}

#[test]
fn between_ends_where_a_looser_operator_begins() {
    check(&[
        ("a between 1 and 2 and b", "((a between 1 and 2) and b)"),
        ("a between 1 and 2 or b", "((a between 1 and 2) or b)"),
        (
            "a not between symmetric b + 1 and c * 2 = d",
            "((a not between symmetric (b + 1) and (c * 2)) = d)",
        ),
        ("a::int between 1 and 2", "((a::int) between 1 and 2)"),
        ("b and a::int between 1 and 2 or c", "((b and ((a::int) between 1 and 2)) or c)"),
        ("a::int between 1 and 2 is true", "(((a::int) between 1 and 2) is true)"),
        ("not a::int not between 1 and 2", "(not ((a::int) not between 1 and 2))"),
        ("x = any (array[1]) and y", "((x = any (array[1])) and y)"),
    ]);
}

#[test]
fn like_takes_its_escape_behind_the_whole_pattern() {
    check(&[
        ("a like b || c escape d and e", "((a like (b || c) escape d) and e)"),
        ("a not ilike 'x' or b", "((a not ilike 'x') or b)"),
        ("a in (1) and b not in (2)", "((a in (1)) and (b not in (2)))"),
    ]);
}

#[test]
fn comparisons_in_a_row_and_chains_without_end_are_refused() {
    check(&[
        ("a < b = c", "42601 syntax error: comparisons can't be chained"),
        ("a like b like c", "42601 syntax error: comparisons can't be chained"),
        ("a is json", "0A000 `is json` is not supported"),
        ("a at local", "0A000 `at local` is not supported"),
    ]);
    let sum = vec!["1"; 2000].join(" + ");
    assert_eq!(shape_of(&sum), "54001 the expression has too many operators");
    let signs = format!("{}1", "- ".repeat(100));
    assert_eq!(shape_of(&signs), "54001 the expression has too many operators");
    let any = vec!["a"; 2000].join(" or ");
    assert!(shape_of(&any).ends_with("or a)"));
}
