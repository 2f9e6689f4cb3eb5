//! Going through files statement by statement: what is wrong is collected, and reading goes on behind it.

use super::{ScriptStep, changes, line};
use crate::analyze;
use crate::define::draft::{Draft, default_search_path};
use crate::define::refused::Listed;
use crate::define::{self, Effect, refused, routine, sequence};
use crate::error::{Error, Notice, SqlError};
use crate::parse::{Parsed, parse};
use crate::script::File;
use catalog::{Catalog, Change};
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Name, QualifiedName};

/// What is done with a statement about rows.
type Rows<'a> = &'a mut dyn FnMut(&mut Draft, u32, &ast::Stmt) -> Result<(), SqlError>;

/// The state of reading some files.
pub(super) struct Reading {
    draft: Draft,
    notices: Vec<Notice>,
    errors: Vec<Error>,
    refused: Vec<Listed>,
    /// Names of what could not be created; that it is missing later is no error of its own.
    failed: Vec<Name>,
}

impl Reading {
    /// A project's files over a catalog.
    pub(super) fn of_project(catalog: Catalog) -> Self {
        Self::new(Draft::of_project(catalog))
    }

    /// The house's own text.
    pub(super) fn of_own() -> Self {
        Self::new(Draft::of_own())
    }

    fn new(draft: Draft) -> Self {
        let (notices, errors) = (Vec::new(), Vec::new());
        Self { draft, notices, errors, refused: Vec::new(), failed: Vec::new() }
    }

    /// Reads a file of definitions.
    pub(super) fn file(&mut self, file: &File<'_>, rows: Rows<'_>) {
        let Some(parsed) = self.begin(file) else { return };
        for statement in &parsed.statements {
            self.statement(&parsed, statement, rows);
        }
        self.end(&parsed);
    }

    /// Reads a file of definitions and rows.
    pub(super) fn script(&mut self, file: &File<'_>, steps: &mut Vec<ScriptStep>) {
        let Some(parsed) = self.begin(file) else { return };
        for statement in &parsed.statements {
            let at = line(&parsed.source, statement);
            if is_rows(statement) {
                self.read_unread(at, steps);
            }
            let before = self.draft.catalog.clone();
            let mut run = |draft: &mut Draft, line: u32, statement: &ast::Stmt| {
                let statement = analyze::statement(draft.environment(), statement)?;
                steps.push(ScriptStep::Run { line, statement });
                Ok(())
            };
            if !self.statement(&parsed, statement, &mut run) {
                continue;
            }
            for (relation, column) in std::mem::take(&mut self.draft.behind_rows) {
                steps.extend(behind_rows(&self.draft, at, &relation, &column));
            }
            let changes = changes(&before, &mut self.draft);
            if !changes.is_empty() || self.draft.catalog != before {
                let catalog = Arc::new(self.draft.catalog.clone());
                steps.push(ScriptStep::Define { line: at, catalog, changes });
            }
        }
        let last = parsed.statements.last().map_or(1, |statement| line(&parsed.source, statement));
        self.read_unread(last, steps);
        self.end(&parsed);
    }

    /// The functions that were created unchecked are read before the first row is.
    fn read_unread(&mut self, line: u32, steps: &mut Vec<ScriptStep>) {
        if self.draft.unread.is_empty() {
            return;
        }
        let before = self.draft.catalog.clone();
        // What can't be read yet is told at the end of the file.
        routine::read_unread(&mut self.draft);
        let changes = changes(&before, &mut self.draft);
        if self.draft.catalog != before {
            let catalog = Arc::new(self.draft.catalog.clone());
            steps.push(ScriptStep::Define { line, catalog, changes });
        }
    }

    fn begin<'a>(&mut self, file: &File<'a>) -> Option<Parsed<'a>> {
        if !self.draft.is_own {
            self.draft.search_path = default_search_path();
            self.draft.role = Name::from("postgres");
            self.draft.grants_by_default = false;
            self.draft.check_bodies = true;
        }
        match parse(file, !self.draft.is_own) {
            Ok(parsed) => Some(parsed),
            Err(errors) => {
                self.errors.extend(errors);
                None
            }
        }
    }

    /// One statement; whether it defined something.
    fn statement(&mut self, parsed: &Parsed<'_>, statement: &ast::Stmt, rows: Rows<'_>) -> bool {
        // The house's own text is right as a whole or of no use, so nothing of it is taken back.
        let before = (!self.draft.is_own).then(|| self.draft.clone());
        let at = line(&parsed.source, statement);
        let done = define::statement(&mut self.draft, statement).and_then(|effect| match effect {
            Effect::Rows => rows(&mut self.draft, at, statement).map(|()| false),
            Effect::Defined => Ok(true),
            Effect::Nothing => Ok(false),
        });
        let file = parsed.source.name;
        match done {
            Ok(defined) => {
                for message in std::mem::take(&mut self.draft.notices) {
                    self.notices.push(Notice { file: file.to_owned(), line: at, message });
                }
                defined
            }
            Err(error) => {
                if let Some(before) = before {
                    self.draft = before;
                }
                if !self.follows_from_another(&error) {
                    self.errors.push(error.outward(&parsed.source));
                }
                self.failed.extend(created_name(statement));
                false
            }
        }
    }

    /// Whether something is missing only because its own definition was refused.
    fn follows_from_another(&self, error: &SqlError) -> bool {
        let missing = match error.code {
            "42P01" | "42704" | "3F000" => error.message.split('"').nth(1),
            "42883" => error.message.strip_prefix("function ").and_then(|it| it.split('(').next()),
            _ => None,
        };
        let last = missing.and_then(|name| name.rsplit('.').next());
        let routines = self.draft.refused.iter().filter_map(|refused| refused.name.as_ref());
        last.is_some_and(|name| self.failed.iter().chain(routines).any(|it| **it == *name))
    }

    fn end(&mut self, parsed: &Parsed<'_>) {
        let left = sequence::left_over(&self.draft);
        self.errors.extend(left.into_iter().map(|error| error.outward(&parsed.source)));
        self.draft.sequences.clear();
        for error in routine::read_unread(&mut self.draft) {
            if !self.follows_from_another(&error) {
                self.errors.push(error.outward(&parsed.source));
            }
        }
        self.draft.unread.clear();
        let known = self.refused.len();
        let new = self.draft.refused.iter().skip(known);
        self.refused.extend(new.map(|refused| refused.listed(&parsed.source)));
    }

    /// What was read, or all that is wrong.
    pub(super) fn finish(mut self) -> Result<(Draft, Vec<Notice>), Vec<Error>> {
        self.errors.extend(refused::error(&self.refused));
        if self.errors.is_empty() { Ok((self.draft, self.notices)) } else { Err(self.errors) }
    }
}

/// A sequence that is made anew begins behind the rows that are there: it goes for a moment, and comes again.
fn behind_rows(
    draft: &Draft,
    line: u32,
    relation: &QualifiedName,
    column: &Name,
) -> [ScriptStep; 2] {
    let mut without = draft.clone();
    without.edit(relation, |relation| {
        let column = relation.columns.iter_mut().find(|it| it.name == *column);
        if let Some(column) = column {
            column.generation = None;
        }
    });
    let step = |catalog: &Catalog| ScriptStep::Define {
        line,
        catalog: Arc::new(catalog.clone()),
        changes: vec![Change::AlterColumnGeneration {
            relation: relation.clone(),
            column: column.clone(),
        }],
    };
    [step(&without.catalog), step(&draft.catalog)]
}

/// Whether a statement is about rows.
pub(crate) fn is_rows(statement: &ast::Stmt) -> bool {
    use ast::Stmt as S;
    matches!(
        statement,
        S::Select(_)
            | S::Values(_)
            | S::Table(_)
            | S::ParenSelect(_)
            | S::CompoundSelect(_)
            | S::Insert(_)
            | S::Update(_)
            | S::Delete(_)
    )
}

/// The name of what a statement creates.
fn created_name(statement: &ast::Stmt) -> Option<Name> {
    let creates = matches!(
        statement,
        ast::Stmt::CreateTable(_)
            | ast::Stmt::CreateTableAs(_)
            | ast::Stmt::CreateForeignTable(_)
            | ast::Stmt::CreateView(_)
            | ast::Stmt::CreateMaterializedView(_)
            | ast::Stmt::CreateType(_)
            | ast::Stmt::CreateDomain(_)
            | ast::Stmt::CreateSequence(_)
            | ast::Stmt::CreateSchema(_)
            | ast::Stmt::CreateFunction(_)
    );
    if !creates {
        return None;
    }
    let mut names = statement.syntax().descendants().filter_map(|node| {
        ast::PathSegment::cast(node.clone())
            .map(|segment| segment.syntax().clone())
            .or_else(|| ast::Schema::cast(node).map(|schema| schema.syntax().clone()))
    });
    names.next().map(|node| define::names::fold(&node))
}

/// Stack of the thread that reads: trees are as deep as a statement nests, and the grammar goes down by calls.
const STACK_BYTES: usize = 256 << 20;

/// Runs a reader on a thread with a large stack. Should the grammar fail on a text, that is an error of the text,
/// not the end of the program.
pub(super) fn on_a_large_stack<T: Send>(
    read: impl FnOnce() -> Result<T, Vec<Error>> + Send,
) -> Result<T, Vec<Error>> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("reading SQL".to_owned());
        let failed = |what: &str| vec![Error::of_file("SQL", "XX000", what)];
        match thread.stack_size(STACK_BYTES).spawn_scoped(scope, read) {
            Ok(running) => running
                .join()
                .unwrap_or_else(|_| Err(failed("the text can't be read: its grammar is too odd"))),
            Err(_) => Err(failed("there is no memory to read it")),
        }
    })
}
