//! Texts and queries in every language that PostgreSQL stems, and what PostgreSQL 15 answers: the vector, the query,
//! whether they match, both ranks and the headline. A row has a configuration, a text, a function, what it is asked
//! and the six answers, between tabs; `¶` is a line break. `TEXT_SEARCH_ROWS=file` checks other rows.

use super::evaluate::evaluate;

const ROWS: &str = include_str!("cases/text_search.tsv");

#[test]
fn texts_are_searched_as_postgresql_does() {
    let other = std::env::var("TEXT_SEARCH_ROWS").ok();
    let other = other.map(|file| std::fs::read_to_string(file).expect("a file with rows"));
    let rows = other.as_deref().unwrap_or(ROWS);
    let differences: Vec<String> = rows.lines().flat_map(differences).collect();
    let shown = differences.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} differ:\n{shown}", differences.len());
}

fn differences(row: &str) -> Vec<String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [configuration, text, function, asked, answers @ ..] = cells.as_slice() else {
        panic!("a row has ten cells: {row}")
    };
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let configuration = format!("{}::regconfig", quoted(configuration));
    let vector = format!("to_tsvector({configuration}, {}::text)", quoted(text));
    let query = format!("{function}({configuration}, {}::text)", quoted(asked));
    let (wide, long) = (text_length(text), text_length(asked));
    let options = format!(
        "MaxWords={}, MinWords={}, MaxFragments={}, ShortWord={}",
        5 + wide % 20,
        1 + long % 4,
        long % 3,
        wide % 5
    );
    let cases = [
        vector.clone(),
        query.clone(),
        format!("{vector} @@ {query}"),
        format!("ts_rank((setweight({vector}, 'B') || {vector}), {query}, {})", long % 64),
        format!("ts_rank_cd(({vector} || setweight({vector}, 'A')), {query}, {})", wide % 64),
        format!("ts_headline({configuration}, {}::text, {query}, '{options}')", quoted(text)),
    ];
    let mut differences = Vec::new();
    for (case, expected) in cases.iter().zip(answers) {
        let found = evaluate(case).replace('\n', "¶").replace('\t', "␉");
        if found != *expected {
            differences.push(format!("{case}\n  expected {expected}\n  found    {found}"));
        }
    }
    differences
}

fn text_length(text: &str) -> usize {
    text.chars().count()
}
