//! Which relationship an embed means, and the condition that it joins by. The rules are PostgREST's.

use super::planner::Planner;
use crate::error::{self, Candidate, Nearest, RestError, SchemaError, nearest_related};
use crate::parse::Embed;
use ::plan::Join;
use catalog::{Cardinality, Expression, Junction, Range, Relation, Relationship, build};
use std::sync::Arc;
use value::{Name, QualifiedName};

impl<'a> Planner<'a> {
    /// The one relationship that an embed means, and the relation that it leads to.
    pub(super) fn relationship(
        &self,
        origin: &Relation,
        embed: &Embed,
    ) -> Result<(Relationship, &'a Relation), RestError> {
        let all = self.relationships.starting_at(&origin.name);
        let mut fitting: Vec<Relationship> = all
            .iter()
            .filter(|it| self.serves(it) && self.fits(it, &embed.relation, embed.hint.as_deref()))
            .cloned()
            .collect();
        if fitting.len() > 1 {
            fitting.sort_by(|one, other| rank(one).cmp(&rank(other)));
            return Err(ambiguous(origin, embed, &fitting));
        }
        let found = fitting.pop().and_then(|relationship| {
            let target: &Arc<Relation> = self.catalog.relation(&relationship.target)?;
            Some((relationship, target.as_ref()))
        });
        found.ok_or_else(|| self.no_relationship(origin, embed, all))
    }

    /// Whether it leads to a relation of the schema, and over none that isn't served.
    fn serves(&self, relationship: &Relationship) -> bool {
        relationship.target.schema == *self.schema
            && junction(&relationship.cardinality)
                .is_none_or(|between| self.settings.schemas.contains(&between.relation.schema))
    }

    fn fits(&self, relationship: &Relationship, target: &str, hint: Option<&str>) -> bool {
        let Relationship { source, target: to, cardinality } = relationship;
        let named = target == to.name.as_str();
        let column = |name: &str| single(cardinality).is_some_and(|(own, _)| name == own.as_str());
        let referenced =
            |name: &str| single(cardinality).is_some_and(|(_, other)| name == other.as_str());
        if source == to {
            // One key of a table to itself is two relationships: the table's name means the many, the key's
            // column the one.
            let many = matches!(cardinality, Cardinality::OneToMany { .. });
            return match hint {
                None if many => named,
                None => matches!(cardinality, Cardinality::ManyToOne { .. }) && column(target),
                Some(hint) => many && named && referenced(hint),
            };
        }
        let constraint = |name: &str| constraint(cardinality).is_some_and(|it| it.as_str() == name);
        match hint {
            None => named || (self.is_table(to) && (constraint(target) || column(target))),
            Some(hint) => {
                named
                    && (constraint(hint)
                        || column(hint)
                        || referenced(hint)
                        || junction(cardinality)
                            .is_some_and(|it| it.relation.name.as_str() == hint))
            }
        }
    }

    fn is_table(&self, name: &QualifiedName) -> bool {
        self.catalog.relation(name).is_some_and(|relation| relation.is_table())
    }

    fn no_relationship(&self, origin: &Relation, embed: &Embed, all: &[Relationship]) -> RestError {
        let served = |it: &&Relationship| self.serves(it);
        let computed = self.computed_targets(origin);
        let targets = || {
            let found = all.iter().filter(served).map(|it| it.target.name.as_str());
            found.chain(computed.iter().copied())
        };
        let leads_here = |it: &Relationship| it.target.schema == *self.schema;
        let nearest = if all.iter().any(leads_here) || !computed.is_empty() {
            nearest_related(&embed.relation, targets()).map(|it| Nearest::Target(it.to_owned()))
        } else {
            let related = self.catalog.relations.values().filter(|other| {
                other.name.schema == *self.schema
                    && other.name != origin.name
                    && (!other.foreign_keys.is_empty()
                        || self.catalog.referencing(&other.name).next().is_some())
            });
            let names = related.map(|other| other.name.name.as_str());
            nearest_related(&origin.name.name, names).map(|it| Nearest::Origin(it.to_owned()))
        };
        SchemaError::NoRelationship {
            origin: origin.name.name.to_string(),
            target: embed.relation.clone(),
            hint: embed.hint.clone(),
            schema: self.schema.to_string(),
            nearest,
        }
        .into()
    }

    /// The condition by which the rows of an embed belong to a row above.
    pub(super) fn join(
        &mut self,
        relationship: &Relationship,
        (above, from): (&Relation, Range),
        (below, to): (&Relation, Range),
    ) -> Result<Join, RestError> {
        match &relationship.cardinality {
            Cardinality::ManyToOne { pairs, .. }
            | Cardinality::OneToMany { pairs, .. }
            | Cardinality::OneToOne { pairs, .. } => {
                let on = equal(pairs, (above, from), (below, to))?;
                Ok(Join { junction: None, on })
            }
            Cardinality::ManyToMany(junction) => {
                let range = self.range();
                let Some(between) = self.catalog.relation(&junction.relation) else {
                    return Ok(Join { junction: None, on: Expression::FALSE });
                };
                let near = equal(&junction.source_pairs, (above, from), (between, range))?;
                let far = equal(&junction.target_pairs, (between, range), (below, to))?;
                let junction = Some((junction.relation.clone(), range));
                Ok(Join { junction, on: near.and(far) })
            }
        }
    }
}

fn equal(
    pairs: &[(Name, Name)],
    (left, from): (&Relation, Range),
    (right, to): (&Relation, Range),
) -> Result<Expression, RestError> {
    let read = |relation: &Relation, range, name: &Name| {
        let of = relation.column(name).map(|column| column.of.clone());
        Expression::column(range, name.clone(), of.unwrap_or(value::Type::UNKNOWN))
    };
    let mut on = Expression::TRUE;
    for (own, other) in pairs {
        let (own, other) = (read(left, from, own), read(right, to, other));
        on = on.and(build::operator("=", Some(own), other)?);
    }
    Ok(on)
}

/// The columns of a key of one column: the origin's, and the target's.
fn single(cardinality: &Cardinality) -> Option<(&Name, &Name)> {
    let pairs = match cardinality {
        Cardinality::ManyToOne { pairs, .. }
        | Cardinality::OneToMany { pairs, .. }
        | Cardinality::OneToOne { pairs, .. } => pairs,
        Cardinality::ManyToMany(_) => return None,
    };
    match &pairs[..] {
        [(own, other)] => Some((own, other)),
        _ => None,
    }
}

const fn constraint(cardinality: &Cardinality) -> Option<&Name> {
    match cardinality {
        Cardinality::ManyToOne { constraint, .. }
        | Cardinality::OneToMany { constraint, .. }
        | Cardinality::OneToOne { constraint, .. } => Some(constraint),
        Cardinality::ManyToMany(_) => None,
    }
}

const fn junction(cardinality: &Cardinality) -> Option<&Junction> {
    match cardinality {
        Cardinality::ManyToMany(junction) => Some(junction),
        _ => None,
    }
}

/// The order in which relationships are told: to many, to one, one to one, over junctions; each by its constraints.
fn rank(relationship: &Relationship) -> (u8, Option<&QualifiedName>, &Name, Option<&Name>) {
    match &relationship.cardinality {
        Cardinality::OneToMany { constraint, .. } => (0, None, constraint, None),
        Cardinality::ManyToOne { constraint, .. } => (1, None, constraint, None),
        Cardinality::OneToOne { constraint, .. } => (2, None, constraint, None),
        Cardinality::ManyToMany(junction) => {
            let near = &junction.source_constraint;
            (3, Some(&junction.relation), near, Some(&junction.target_constraint))
        }
    }
}

fn ambiguous(origin: &Relation, embed: &Embed, fitting: &[Relationship]) -> RestError {
    SchemaError::AmbiguousRelationship {
        origin: origin.name.name.to_string(),
        target: embed.relation.clone(),
        candidates: fitting.iter().map(candidate).collect(),
    }
    .into()
}

fn candidate(relationship: &Relationship) -> Candidate {
    let key = |constraint: &Name, pairs: &[(Name, Name)]| error::ForeignKey {
        constraint: constraint.to_string(),
        origin_columns: pairs.iter().map(|(own, _)| own.to_string()).collect(),
        target_columns: pairs.iter().map(|(_, other)| other.to_string()).collect(),
    };
    let cardinality = match &relationship.cardinality {
        Cardinality::ManyToOne { constraint, pairs } => {
            error::Cardinality::ManyToOne(key(constraint, pairs))
        }
        Cardinality::OneToMany { constraint, pairs } => {
            error::Cardinality::OneToMany(key(constraint, pairs))
        }
        Cardinality::OneToOne { constraint, pairs, .. } => {
            error::Cardinality::OneToOne(key(constraint, pairs))
        }
        Cardinality::ManyToMany(junction) => error::Cardinality::ManyToMany {
            junction: junction.relation.name.to_string(),
            to_origin: (
                junction.source_constraint.to_string(),
                junction.source_pairs.iter().map(|(_, own)| own.to_string()).collect(),
            ),
            to_target: (
                junction.target_constraint.to_string(),
                junction.target_pairs.iter().map(|(own, _)| own.to_string()).collect(),
            ),
        },
    };
    Candidate {
        origin: relationship.source.name.to_string(),
        target: relationship.target.name.to_string(),
        cardinality,
    }
}
