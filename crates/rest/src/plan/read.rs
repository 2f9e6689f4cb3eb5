//! Reading: from the tree of a request to the tree of a plan.

use super::columns::Scope;
use super::filter::Filtered;
use super::order::Ordered;
use super::planner::Planner;
use super::preference::{self, Applies};
use super::response::{Outcome, ResponsePlan, Shown, Total};
use super::select::Selection;
use super::tree::{Branch, Purpose};
use super::{Planned, group, media};
use crate::error::{PlanError, RestError};
use crate::parse::{Query, url};
use ::plan::{Embed, Embedding, Join, Read, ReadSource, Step};
use catalog::{Cardinality, Expression, Relation};
use std::borrow::Cow;

impl<'a> Planner<'a> {
    /// `GET` and `HEAD` of a relation.
    pub(super) fn read(
        mut self,
        name: &str,
        query: &Query,
        head: bool,
    ) -> Result<Planned, RestError> {
        let relation = self.relation(name)?;
        let branch = Branch::of(query, Purpose::Read, self.settings)?;
        preference::check(self.preferences())?;
        let format = media::negotiate(&self.request.accept)?;
        let source = ReadSource::Relation(relation.name.clone());
        let (mut read, nothing) = self.root(relation, &branch, source)?;
        let limit = branch.limit();
        // No rows are wanted, however many are left out first.
        let offset = if limit == Some(0) { 0 } else { branch.window.offset };
        let total = match self.preferences().count {
            None => Total::Unasked,
            Some(_) if limit.is_none() && offset == 0 && !head => Total::Rows,
            Some(_) => Total::Counted,
        };
        let mut steps = Vec::new();
        if total == Total::Counted {
            let grouped = branch.aggregates() || branch.spreads_aggregate();
            steps.push(Step::Count(counted(&read, grouped)));
        }
        if head && total == Total::Counted {
            // The count says how many rows there would be; only the caller's rights are to be asked.
            read.limit = Some(self.rows(0));
        }
        steps.insert(0, Step::Read(read));
        let response = ResponsePlan {
            outcome: Outcome::Read { head, offset, limit, total, location: location(name, query) },
            shown: Some(Shown { format, nothing }),
            profile: self.profile(),
            applied: preference::applied(self.settings, self.preferences(), Applies::default()),
            time_zone: preference::time_zone(self.preferences()),
            warning: warning(&branch),
        };
        self.finish(steps, response, None)
    }

    /// The root's node, and whether nothing of it is shown.
    pub(super) fn root(
        &mut self,
        relation: &'a Relation,
        branch: &Branch<'_>,
        source: ReadSource,
    ) -> Result<(Read, bool), RestError> {
        let label = Cow::Borrowed(relation.name.name.as_str());
        let scope = Scope { relation, range: self.range(), label };
        let mut read = self.node(&scope, branch, source, false)?;
        let nothing = !branch.is_shown() && !branch.select.is_empty();
        if nothing {
            read.select = Selection::nothing().selected;
        } else if branch.select.is_empty() {
            read.select = Selection::all(&scope).selected;
        }
        Ok((read, nothing))
    }

    /// A node, its embeds first: PostgreSQL looks at them first too, and says what is wrong there.
    pub(super) fn node(
        &mut self,
        scope: &Scope<'a>,
        branch: &Branch<'_>,
        source: ReadSource,
        to_one: bool,
    ) -> Result<Read, RestError> {
        let (mut embeds, mut below) = (Vec::new(), Vec::new());
        for child in &branch.children {
            let (embed, scope) = self.embed(scope, child)?;
            embeds.push(embed);
            below.push(scope);
        }
        let selection = self.select(scope, branch.select)?;
        let grouped = selection.aggregates || branch.spreads_aggregate();
        if grouped {
            group::require_groupable(&selection.selected, &embeds)?;
        }
        let filtered = Filtered { scope, branch: Some(branch), embeds: &embeds };
        let filter = self.conditions(&filtered, branch.conditions.iter().copied())?;
        let ordered = Ordered {
            scope,
            branch,
            embeds: &embeds,
            below: &below,
            selection: &selection,
            grouped,
        };
        let order = self.order(&ordered)?;
        // At most one row is there anyway, unless even that one is not wanted.
        let limit = if to_one { branch.window.limit } else { branch.limit() };
        let offset = branch.window.offset;
        Ok(Read {
            source,
            range: scope.range,
            select: selection.selected,
            embeds,
            filter,
            group: selection.group,
            order,
            limit: limit.map(|limit| self.rows(limit)),
            offset: (offset > 0).then(|| self.rows(offset)),
        })
    }

    fn embed(
        &mut self,
        scope: &Scope<'a>,
        child: &Branch<'_>,
    ) -> Result<(Embed, Scope<'a>), RestError> {
        let Some(asked) = &child.embed else {
            return Err(not_implemented("An embed without a name."));
        };
        if let Some(computed) = self.computed_relationship(scope.relation, &asked.embed.relation) {
            return self.computed_embed(scope, child, &computed);
        }
        let (relationship, relation) = self.relationship(scope.relation, asked.embed)?;
        let to_one = relationship.cardinality.is_to_one();
        let name = &relation.name.name;
        let label = match relationship.cardinality {
            Cardinality::ManyToMany(_) => Cow::Borrowed(name.as_str()),
            _ => Cow::Owned(format!("{name}_{}", child.depth)),
        };
        let below = Scope { relation, range: self.range(), label };
        let source = ReadSource::Relation(relation.name.clone());
        let read = self.node(&below, child, source, to_one)?;
        if asked.spread {
            require_spreadable(child, to_one)?;
        }
        let join =
            self.join(&relationship, (scope.relation, scope.range), (relation, below.range))?;
        Ok((embedded(child, read, join, to_one), below))
    }

    /// The schema, where there are several to choose from.
    pub(super) fn profile(&self) -> Option<value::Name> {
        let told = self.settings.schemas.len() > 1 || self.request.schema.is_some();
        told.then(|| self.schema.clone())
    }
}

/// An embed as it is asked for.
pub(super) fn embedded(child: &Branch<'_>, read: Read, join: Join, to_one: bool) -> Embed {
    let embedding = match child.is_shown() {
        false => Embedding::Hidden,
        true if child.is_spread() => Embedding::Spread,
        true => Embedding::Nested,
    };
    Embed { name: child.name().into(), read, join, to_one, inner: child.is_inner(), embedding }
}

/// An array can't be made of what is aggregated already.
pub(super) fn require_spreadable(child: &Branch<'_>, to_one: bool) -> Result<(), RestError> {
    if to_one || !child.aggregates() && !child.spreads_aggregate() {
        return Ok(());
    }
    Err(not_implemented("Aggregates are not implemented for one-to-many or many-to-many spreads."))
}

fn not_implemented(details: impl Into<String>) -> RestError {
    PlanError::NotImplemented(details.into()).into()
}

/// What of a read decides how many rows there are.
pub(super) fn counted(read: &Read, grouped: bool) -> Read {
    if grouped {
        return Read { order: Vec::new(), limit: None, offset: None, ..read.clone() };
    }
    Read {
        source: read.source.clone(),
        range: read.range,
        select: Vec::new(),
        embeds: read.embeds.iter().filter(|embed| embed.inner).cloned().collect(),
        filter: read.filter.clone(),
        group: read.group.clone(),
        order: Vec::new(),
        limit: None,
        offset: None,
    }
}

/// `Warning`: what will not be understood one day.
pub(super) fn warning(branch: &Branch<'_>) -> Option<String> {
    let pairs = branch.meant_by_relation();
    let changes: Vec<String> =
        pairs.iter().map(|(relation, alias)| format!("`{relation}` to `{alias}`")).collect();
    (!changes.is_empty()).then(|| {
        format!(
            "299 engineroom \"Embedded resource was referenced by relation name even though it has an alias. This \
             is deprecated and will stop working in a future release. Update {} in query string filters, orders or \
             limits.\"",
            changes.join(", ")
        )
    })
}

/// `/films?select=title`
fn location(name: &str, query: &Query) -> String {
    let mut location = String::from("/");
    url::encode(name, &mut location);
    if !query.canonical.is_empty() {
        location.push('?');
        location.push_str(&query.canonical);
    }
    location
}

impl Planner<'_> {
    /// No row at all, of a relation that must be there and readable.
    pub(super) fn no_rows(&mut self, relation: &Relation) -> Read {
        Read {
            source: ReadSource::Relation(relation.name.clone()),
            range: self.range(),
            select: Selection::nothing().selected,
            embeds: Vec::new(),
            filter: Expression::FALSE,
            group: Vec::new(),
            order: Vec::new(),
            limit: None,
            offset: None,
        }
    }
}
