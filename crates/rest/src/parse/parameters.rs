//! From the query string to typed parameters: which name goes to which grammar.

use http::request::Parts;

use super::grammar::{self, Value};
use super::limits::check;
use super::target::Target;
use super::{At, Bound, Condition, Limits, ParseError, Query, Range, SelectItem, range, url};

/// The parameters of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parameters {
    /// What goes for every kind of request.
    pub(super) query: Query,
    /// `a=1` on a call by `GET`.
    pub(super) arguments: Vec<(String, String)>,
    /// `columns=a,b`
    pub(super) columns: Option<Vec<String>>,
    /// `on_conflict=a,b`
    pub(super) on_conflict: Option<Vec<String>>,
}

/// What the last word of a parameter's name says it is.
enum Kind {
    Select,
    Columns,
    OnConflict,
    Order,
    Limit,
    Offset,
    Logic,
    Filter,
}

/// Reads all of it, and the `Range` header, which says the same as `limit` and `offset`.
pub(super) fn read(
    target: &Target,
    parts: &Parts,
    limits: &Limits,
) -> Result<Parameters, ParseError> {
    let pairs = url::pairs(parts.uri.query().unwrap_or_default().as_bytes())?;
    let mut reading = Reading::new(limits, target.takes_arguments());
    reading.parameters.query.canonical = url::canonical(&pairs);
    for (name, value) in &pairs {
        if let Some(value) = value {
            reading.take(name, value)?;
        }
    }
    let (mut parameters, limit, offset) = reading.finish()?;
    let query = &mut parameters.query;
    query.range = range::of_parameters(limit, offset)?;
    if target.is_upsert() && !query.range.is_all() {
        return Err(ParseError::UpsertRange);
    }
    query.range = range::within_header(query.range, &parts.method, &parts.headers)?;
    Ok(parameters)
}

/// `limit` and `offset` of one embed.
struct Window {
    path: Vec<String>,
    limit: Option<i64>,
    offset: Option<i64>,
}

/// What has been read so far.
struct Reading<'a> {
    limits: &'a Limits,
    takes_arguments: bool,
    parameters: Parameters,
    select: Option<Vec<SelectItem>>,
    windows: Vec<Window>,
}

impl<'a> Reading<'a> {
    fn new(limits: &'a Limits, takes_arguments: bool) -> Self {
        let parameters = Parameters::default();
        Self { limits, takes_arguments, parameters, select: None, windows: Vec::new() }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), ParseError> {
        let parameters = &mut self.parameters;
        match kind(name) {
            Kind::Select if self.select.is_none() => {
                self.select = Some(grammar::select(value, self.limits)?);
            }
            Kind::Columns if parameters.columns.is_none() => {
                parameters.columns = Some(grammar::columns("columns", value)?);
            }
            Kind::OnConflict if parameters.on_conflict.is_none() => {
                parameters.on_conflict = Some(grammar::columns("on_conflict", value)?);
            }
            // Of a parameter that can't be embedded, the first counts.
            Kind::Select | Kind::Columns | Kind::OnConflict => {}
            Kind::Order => {
                parameters.query.orders.push(grammar::order(name, value, self.limits)?);
            }
            Kind::Logic => {
                let tree = grammar::logic(name, value, self.limits)?;
                parameters.query.conditions.push(tree);
            }
            Kind::Filter => self.filter(name, value)?,
            Kind::Limit => self.window(name)?.limit = range::number(value),
            Kind::Offset => self.window(name)?.offset = range::number(value),
        }
        Ok(())
    }

    fn filter(&mut self, name: &str, value: &str) -> Result<(), ParseError> {
        match grammar::filter(name, value, self.takes_arguments)? {
            Value::Filter(filter) => {
                let At { path, item } = filter;
                let item = Condition::Filter(item);
                self.parameters.query.conditions.push(At { path, item });
            }
            Value::Argument(name) => self.parameters.arguments.push((name, value.to_owned())),
        }
        Ok(())
    }

    fn window(&mut self, name: &str) -> Result<&mut Window, ParseError> {
        let path = grammar::embed_path(name)?;
        let at = match self.windows.iter().position(|window| window.path == path) {
            Some(at) => at,
            None => {
                check(Bound::Filters, self.windows.len() + 1, self.limits.filters)?;
                self.windows.push(Window { path, limit: None, offset: None });
                self.windows.len() - 1
            }
        };
        Ok(&mut self.windows[at])
    }

    /// The parameters, and `limit` and `offset` of the root.
    fn finish(self) -> Result<(Parameters, Option<i64>, Option<i64>), ParseError> {
        let Self { limits, mut parameters, select, windows, .. } = self;
        let query = &mut parameters.query;
        query.select = select.unwrap_or_else(|| vec![SelectItem::Star]);
        let filters: usize = query.conditions.iter().map(|at| at.item.filters()).sum();
        check(Bound::Filters, filters + query.orders.len() + windows.len(), limits.filters)?;
        let mut root = (None, None);
        for Window { path, limit, offset } in windows {
            if path.is_empty() {
                root = (limit, offset);
            } else {
                let item: Range = range::of_parameters(limit, offset)?;
                query.embedded_ranges.push(At { path, item });
            }
        }
        Ok((parameters, root.0, root.1))
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "select" => return Kind::Select,
        "columns" => return Kind::Columns,
        "on_conflict" => return Kind::OnConflict,
        _ => {}
    }
    match name.rsplit('.').next() {
        Some("order") => Kind::Order,
        Some("limit") => Kind::Limit,
        Some("offset") => Kind::Offset,
        Some("and" | "or") => Kind::Logic,
        _ => Kind::Filter,
    }
}
