//! What `select` may hold: fields, aggregates, embeds.

/// One item of `select=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectItem {
    /// `*`
    Star,
    /// `alias:data->>key::text.sum()::int`
    Field {
        /// `alias:`
        alias: Option<String>,
        /// `data->>key`
        field: Field,
        /// `::text`, before an aggregate sees the value
        cast: Option<String>,
        /// `.sum()::int`
        aggregate: Option<Aggregate>,
    },
    /// `alias:count()::text`
    Count {
        /// `alias:`
        alias: Option<String>,
        /// `::text`
        cast: Option<String>,
    },
    /// `alias:director!fk!inner(name,films(title))`
    Embed {
        /// `alias:`
        alias: Option<String>,
        /// What is embedded.
        embed: Embed,
    },
    /// `...director!fk!inner(name)`: its fields become fields of the row around it.
    Spread(Embed),
}

/// `director!fk!inner(name,films(title))`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// `director`: a relation, a foreign key's column or constraint, or a computed relationship.
    pub relation: String,
    /// `!fk`: which relationship is meant, by constraint, column or junction.
    pub hint: Option<String>,
    /// `!inner` or `!left`
    pub join: Option<Join>,
    /// What stands in the parentheses; may be nothing.
    pub select: Vec<SelectItem>,
}

/// What becomes of a row whose embed is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `!inner`: it goes.
    Inner,
    /// `!left`: it stays, which is the default.
    Left,
}

/// `.sum()::int` after a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// `sum`
    pub function: AggregateFunction,
    /// `::int`, of the aggregate's result
    pub cast: Option<String>,
}

/// The aggregates that a URL can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AggregateFunction {
    /// `.sum()`
    Sum,
    /// `.avg()`
    Avg,
    /// `.count()`
    Count,
    /// `.max()`
    Max,
    /// `.min()`
    Min,
}

/// A column, and a path into its value: `data->items->0->>name`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// `data`
    pub name: String,
    /// `->items->0->>name`; empty for the column itself
    pub path: Vec<JsonStep>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JsonStep {
    /// How the step's result is given.
    pub arrow: Arrow,
    /// What the step takes.
    pub key: JsonKey,
}

/// The two arrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrow {
    /// `->`: as JSON
    Json,
    /// `->>`: as text
    Text,
}

/// What a step takes out of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum JsonKey {
    /// `->name`: of an object, or of a composite
    Name(String),
    /// `->0`, `->-1`: of an array; a number that is out of range for `i64` stays at its end
    Index(i64),
}

impl Field {
    /// A column without a path.
    pub fn column(name: impl Into<String>) -> Self {
        Self { name: name.into(), path: Vec::new() }
    }
}

impl AggregateFunction {
    /// The name in the URL, which is PostgreSQL's and the default name of the result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Avg => "avg",
            Self::Count => "count",
            Self::Max => "max",
            Self::Min => "min",
        }
    }
}
