//! The careers example: its schema, its seed, and what is kept of it.

use super::{check_kept, shown};
use crate::{File, base_catalog, read_schema, read_script};

pub(super) const FILES: [(&str, &str); 8] = [
    ("01", include_str!("../../../../examples/careers/supabase/schemas/01_types.sql")),
    ("02", include_str!("../../../../examples/careers/supabase/schemas/02_people.sql")),
    ("03", include_str!("../../../../examples/careers/supabase/schemas/03_companies.sql")),
    ("04", include_str!("../../../../examples/careers/supabase/schemas/04_vocabulary.sql")),
    ("05", include_str!("../../../../examples/careers/supabase/schemas/05_postings.sql")),
    ("06", include_str!("../../../../examples/careers/supabase/schemas/06_applications.sql")),
    ("07", include_str!("../../../../examples/careers/supabase/schemas/07_views.sql")),
    ("08", include_str!("../../../../examples/careers/supabase/schemas/08_rules.sql")),
];

fn careers() -> crate::Definition {
    let files = FILES.map(|(name, text)| File { name, text });
    match read_schema(&base_catalog(), &files) {
        Ok(definition) => definition,
        Err(errors) => panic!("{}", shown(&errors)),
    }
}

#[test]
fn the_example_reads_with_no_notice_but_those_of_gin_indexes() {
    let definition = careers();
    let others = definition.notices.iter().filter(|it| !it.message.contains("gin index"));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&crate::Notice>::new());
    let public = definition.catalog.relations.keys().filter(|name| &*name.schema == "public");
    assert_eq!(public.count(), 16);
}

#[test]
fn the_example_is_kept_as_it_is() {
    check_kept(&careers().catalog);
}

#[test]
fn the_example_s_seed_reads() {
    let text = include_str!("../../../../examples/careers/supabase/seed.sql");
    let read = read_script(&careers().catalog, &File { name: "seed.sql", text });
    match read {
        Ok(script) => assert!(script.steps.len() > 10),
        Err(errors) => panic!("{}", shown(&errors)),
    }
}

#[test]
fn reading_it_from_its_own_text_takes_milliseconds() {
    let text = crate::write_catalog(&careers().catalog);
    let start = std::time::Instant::now();
    crate::read_catalog(&text).unwrap();
    let took = start.elapsed();
    // Unoptimized; optimized it is a tenth.
    println!("{} bytes, {took:?}", text.len());
    assert!(took.as_millis() < 2000, "{took:?}");
}
