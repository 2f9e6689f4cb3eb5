//! What the query string asks for, on the root and on each embed.

use super::{Condition, OrderTerm, Range, SelectItem};

/// The query string without the parameters that belong to one kind of action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// `select=title,director(name)`; one [`SelectItem::Star`] when the parameter is missing, nothing when it is
    /// empty.
    pub select: Vec<SelectItem>,
    /// `year=gt.2000`, `or=(a.eq.1,b.eq.2)`, `director.name=like.*Lynch`: all of them must hold. A write applies
    /// those of the root to its rows, and those of embeds to what it returns.
    pub conditions: Vec<At<Condition>>,
    /// `order=year.desc`, `director.order=name`; where one path has several, the first is meant.
    pub orders: Vec<At<Vec<OrderTerm>>>,
    /// `limit`, `offset` and the `Range` header; writes ignore it.
    pub range: Range,
    /// `director.limit=1`, `director.offset=2`
    pub embedded_ranges: Vec<At<Range>>,
    /// The parameters sorted and encoded again, for `Content-Location`.
    pub canonical: String,
}

/// Something that applies to the root (an empty path) or to an embed.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    /// `["director", "country"]` in `director.country.name=eq.Peru`: each is an embed's alias, else its name.
    pub path: Vec<String>,
    /// What applies there.
    pub item: T,
}

impl<T> At<T> {
    /// Whether it applies to the relation or function that the path of the URL names.
    pub fn is_root(&self) -> bool {
        self.path.is_empty()
    }
}
