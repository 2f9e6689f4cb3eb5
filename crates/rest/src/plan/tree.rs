//! The tree of a request before its names are resolved: what is selected, filtered and ordered at which embed.

use crate::Settings;
use crate::error::PlanError;
use crate::parse::{At, Condition, Embed, Join, OrderTerm, Query, Range, SelectItem};

/// The root of a request, or an embed, with all that is asked of it.
pub(super) struct Branch<'a> {
    /// What is embedded; nothing at the root.
    pub(super) embed: Option<Embedded<'a>>,
    /// What is selected here; the embeds among it are `children`.
    pub(super) select: &'a [SelectItem],
    pub(super) conditions: Vec<&'a Condition>,
    pub(super) order: &'a [OrderTerm],
    pub(super) window: Range,
    /// The most rows that it may give, whatever the window says.
    pub(super) most: Option<u64>,
    pub(super) children: Vec<Branch<'a>>,
    /// How many embeds it is in.
    pub(super) depth: usize,
    /// It has an alias, and yet something of the query means it by its relation's name.
    meant_by_relation: bool,
}

/// How something is embedded.
pub(super) struct Embedded<'a> {
    pub(super) embed: &'a Embed,
    pub(super) alias: Option<&'a str>,
    pub(super) spread: bool,
}

/// Which part of a query applies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Everything.
    Read,
    /// What is shown of a write: the root's conditions are the write's own, and nothing is cut off.
    Returning,
}

impl<'a> Branch<'a> {
    /// The tree of a query, of which no part that is read gives more rows than the project lets it.
    pub(super) fn of(
        query: &'a Query,
        purpose: Purpose,
        settings: &Settings,
    ) -> Result<Self, PlanError> {
        let most = settings.max_rows.filter(|_| purpose == Purpose::Read);
        let by_relation = settings.legacy_target_names;
        let mut root = Self::new(&query.select, None, 0, most);
        for At { path, item } in &query.conditions {
            let branch = root.at(path, by_relation)?;
            if purpose == Purpose::Read || !path.is_empty() {
                branch.conditions.push(item);
            }
        }
        for At { path, item } in &query.orders {
            let branch = root.at(path, by_relation)?;
            if branch.order.is_empty() {
                branch.order = item;
            }
        }
        for At { path, item } in &query.embedded_ranges {
            let branch = root.at(path, by_relation)?;
            if purpose == Purpose::Read {
                branch.window = *item;
            }
        }
        if purpose == Purpose::Read {
            root.window = query.range;
        }
        Ok(root)
    }

    fn new(
        select: &'a [SelectItem],
        embed: Option<Embedded<'a>>,
        depth: usize,
        most: Option<u64>,
    ) -> Self {
        let child = |embed: &'a Embed, alias: Option<&'a str>, spread| {
            Self::new(&embed.select, Some(Embedded { embed, alias, spread }), depth + 1, most)
        };
        let children = select.iter().filter_map(|item| match item {
            SelectItem::Embed { alias, embed } => Some(child(embed, alias.as_deref(), false)),
            SelectItem::Spread(embed) => Some(child(embed, None, true)),
            _ => None,
        });
        Self {
            children: children.collect(),
            embed,
            select,
            conditions: Vec::new(),
            order: &[],
            window: Range::default(),
            most,
            depth,
            meant_by_relation: false,
        }
    }

    /// The embed at a path of names: of aliases, or also of the relations that have one.
    fn at(&mut self, path: &[String], by_relation: bool) -> Result<&mut Self, PlanError> {
        let [name, rest @ ..] = path else { return Ok(self) };
        if let Some(at) = self.position(name) {
            return self.children[at].at(rest, by_relation);
        }
        match self.of_relation(name) {
            Some(at) if by_relation => {
                self.children[at].meant_by_relation = true;
                self.children[at].at(rest, by_relation)
            }
            hidden => {
                let alias = hidden.map(|at| self.children[at].name().to_owned());
                Err(PlanError::NotEmbedded { name: name.to_owned(), alias })
            }
        }
    }

    /// Which embed is of a relation, whatever it goes by.
    fn of_relation(&self, name: &str) -> Option<usize> {
        let is_of = |child: &Self| {
            child.embed.as_ref().is_some_and(|embedded| embedded.embed.relation == name)
        };
        self.children.iter().position(is_of)
    }

    /// The relations by whose names embeds are meant though they have an alias, and the aliases.
    pub(super) fn meant_by_relation(&self) -> Vec<(&'a str, &'a str)> {
        let mut pairs = Vec::new();
        if let Some(embedded) = self.embed.as_ref().filter(|_| self.meant_by_relation) {
            pairs.push((embedded.embed.relation.as_str(), self.name()));
        }
        pairs.extend(self.children.iter().flat_map(Self::meant_by_relation));
        pairs
    }

    /// Which embed goes by a name: its alias, else its own.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.children.iter().position(|child| child.name() == name)
    }

    /// By which name it is shown and meant.
    pub(super) fn name(&self) -> &'a str {
        let named = |embedded: &Embedded<'a>| embedded.alias.unwrap_or(&embedded.embed.relation);
        self.embed.as_ref().map_or("", named)
    }

    /// How many rows it gives at most.
    pub(super) fn limit(&self) -> Option<u64> {
        [self.window.limit, self.most].into_iter().flatten().min()
    }

    /// `!inner`
    pub(super) fn is_inner(&self) -> bool {
        self.embed.as_ref().is_some_and(|embedded| embedded.embed.join == Some(Join::Inner))
    }

    /// `...relation(…)`
    pub(super) fn is_spread(&self) -> bool {
        self.embed.as_ref().is_some_and(|embedded| embedded.spread)
    }

    /// Whether it selects a field of its own.
    pub(super) fn has_fields(&self) -> bool {
        let embeds =
            |item: &SelectItem| matches!(item, SelectItem::Embed { .. } | SelectItem::Spread(_));
        !self.select.iter().all(embeds)
    }

    /// Whether anything of it, or of what it embeds, is shown.
    pub(super) fn is_shown(&self) -> bool {
        self.has_fields() || self.children.iter().any(Self::is_shown)
    }

    /// Whether it aggregates.
    pub(super) fn aggregates(&self) -> bool {
        self.select.iter().any(|item| {
            matches!(item, SelectItem::Count { .. } | SelectItem::Field { aggregate: Some(_), .. })
        })
    }

    /// Whether what it spreads aggregates, over its own rows therefore.
    pub(super) fn spreads_aggregate(&self) -> bool {
        let spread = self.children.iter().filter(|child| child.is_spread());
        spread.into_iter().any(|child| child.aggregates() || child.spreads_aggregate())
    }
}
