//! What a person reads about the schema: what was applied, what waits, what is wrong.

use std::collections::BTreeSet;

use crate::apply::Report;

/// A new schema has hundreds of parts; nobody reads them all.
const CHANGES_SHOWN: usize = 20;

/// Tells reports, and each notice once.
#[derive(Default)]
pub(crate) struct Teller {
    told: BTreeSet<String>,
}

impl Teller {
    /// The report in words; empty if there is nothing to tell.
    pub(crate) fn tell(&mut self, report: &Report, how_to_apply: &str) -> String {
        let mut lines = Vec::new();
        lines.extend(report.migrations.iter().map(|name| format!("ran {name}")));
        if !report.changes.is_empty() {
            lines.push("applied".to_owned());
            let shown = report.changes.iter().take(CHANGES_SHOWN);
            lines.extend(shown.map(|change| format!("  {change}")));
            let hidden = report.changes.len().saturating_sub(CHANGES_SHOWN);
            if hidden > 0 {
                lines.push(format!("  and {hidden} more"));
            }
        }
        lines.extend(report.seeds.iter().map(|name| format!("seeded from {name}")));
        if !report.waiting.is_empty() {
            lines.push("waits, because it would lose data".to_owned());
            for waiting in &report.waiting {
                lines.push(format!("  {}", waiting.what));
                lines.extend(waiting.sql.lines().map(|line| format!("      {line}")));
            }
            lines.push(format!("  {how_to_apply}"));
        }
        for notice in &report.notices {
            if self.told.insert(notice.clone()) {
                lines.push(format!("note: {notice}"));
            }
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apply::Waiting;

    #[test]
    fn a_report_tells_what_was_done_and_what_waits() {
        let waiting = Waiting {
            what: "drops column public.notes.body".to_owned(),
            sql: "alter table public.notes drop column body;".to_owned(),
        };
        let report = Report {
            migrations: vec!["supabase/migrations/1_a.sql".to_owned()],
            changes: vec!["adds column public.notes.title".to_owned()],
            waiting: vec![waiting],
            seeds: vec!["supabase/seed.sql".to_owned()],
            notices: vec!["an index isn't built".to_owned()],
        };
        let mut teller = Teller::default();
        let expected = "ran supabase/migrations/1_a.sql\n\
                        applied\n  adds column public.notes.title\n\
                        seeded from supabase/seed.sql\n\
                        waits, because it would lose data\n  drops column public.notes.body\n      \
                        alter table public.notes drop column body;\n  Type it.\n\
                        note: an index isn't built";
        assert_eq!(teller.tell(&report, "Type it."), expected);
        let again = Report { notices: report.notices.clone(), ..Report::default() };
        assert_eq!(teller.tell(&again, ""), "");
        assert_eq!(teller.tell(&Report::default(), ""), "");
    }
}
