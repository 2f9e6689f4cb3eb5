//! The tree of a request before its names are resolved: what is selected, filtered and ordered at which embed.

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
    /// The tree of a query, of which no part that is read gives more rows than `most`.
    pub(super) fn of(
        query: &'a Query,
        purpose: Purpose,
        most: Option<u64>,
    ) -> Result<Self, PlanError> {
        let most = most.filter(|_| purpose == Purpose::Read);
        let mut root = Self::new(&query.select, None, 0, most);
        for At { path, item } in &query.conditions {
            let branch = root.at(path)?;
            if purpose == Purpose::Read || !path.is_empty() {
                branch.conditions.push(item);
            }
        }
        for At { path, item } in &query.orders {
            let branch = root.at(path)?;
            if branch.order.is_empty() {
                branch.order = item;
            }
        }
        for At { path, item } in &query.embedded_ranges {
            let branch = root.at(path)?;
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
        }
    }

    /// The embed at a path of names.
    fn at(&mut self, path: &[String]) -> Result<&mut Self, PlanError> {
        let [name, rest @ ..] = path else { return Ok(self) };
        match self.position(name) {
            Some(at) => self.children[at].at(rest),
            None => Err(self.not_embedded(name)),
        }
    }

    /// Which embed goes by a name: its alias, else its own.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.children.iter().position(|child| child.name() == name)
    }

    /// Nothing embedded goes by this name, though perhaps by an alias.
    pub(super) fn not_embedded(&self, name: &str) -> PlanError {
        let of_name = |child: &&Self| {
            child.embed.as_ref().is_some_and(|embedded| embedded.embed.relation == name)
        };
        let alias = self.children.iter().find(of_name).map(|child| child.name().to_owned());
        PlanError::NotEmbedded { name: name.to_owned(), alias }
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
