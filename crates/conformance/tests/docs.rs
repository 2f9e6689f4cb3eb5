//! `docs/data-api.md` says what the cases show. With `DOCS=write` it is written.

use std::path::Path;

#[test]
fn the_page_is_what_the_cases_show() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = folder.join("../../docs/data-api.md");
    let wanted = conformance::features(&folder.join("cases")).unwrap();
    if std::env::var("DOCS").is_ok_and(|mode| mode == "write") {
        std::fs::create_dir_all(page.parent().unwrap()).unwrap();
        std::fs::write(&page, &wanted).unwrap();
    }
    let given = std::fs::read_to_string(&page).unwrap_or_default();
    let same = given == wanted;
    assert!(same, "docs/data-api.md is old: DOCS=write cargo test -p conformance --test docs");
}
