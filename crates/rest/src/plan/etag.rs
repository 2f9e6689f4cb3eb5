//! Entity tags: what an answer's tag is made of, and the state of a row on which a write depends.
//!
//! The tag of one whole row is a keyed hash of all that is stored of it, so it changes whenever the row does, whatever
//! form it is shown in. Everyone who is shown a tag may read the whole row, and without the key nobody can try out
//! what an older tag stood for. Where nothing of this is used, nothing is added to a plan.

use super::Work;
use crate::error::{ConditionError, RestError};
use crate::parse::once::Hash;
use crate::parse::{
    Action, Comparison, Condition, EntityTag, Filter, Query, Resolution, RestRequest, SelectItem,
    Tags, Test,
};
use crate::settings::{EtagKey, EtagRule, Settings};
use ::plan::{Demand, Read, ReadSource, Require, Selected, Step};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use catalog::{Catalog, Column, Expression, Range, Relation, build};
use value::datetime::session;
use value::{Modifier, Moment, Name, QualifiedName, Scalar, Type, Value};

/// Under which name a row's hash stands behind its columns.
const HASH: &str = "engineroom etag";

/// Which tag an answer has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tagged {
    /// None.
    #[default]
    Not,
    /// A weak one, over what is shown.
    Shown(ReadTag),
    /// That of the one row that is shown; its hash is the last column, which is not.
    Row(ReadTag),
    /// That of the one row that was written; its hash is the last column, which is not shown.
    Written,
}

/// What the tag of a read is made with and compared to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTag {
    /// The key of what is shown.
    pub key: EtagKey,
    /// `If-None-Match`: under which tags the caller has it already.
    pub known: Option<Tags>,
}

/// Adds to a plan what tags need, and says which tag its answer has.
///
/// # Errors
/// Where a write's conditions can't be met, or are missing.
pub fn tag(
    work: &mut Work,
    request: &RestRequest,
    (catalog, schema): (&Catalog, &Name),
    settings: &Settings,
    at: &Moment,
) -> Result<Tagged, RestError> {
    let asked = Asked::of(&request.action);
    let Some(asked) = asked else { return Ok(Tagged::Not) };
    let name = QualifiedName::new(schema.clone(), asked.relation);
    let rule = settings.etags.rule(&name);
    let Some(rule) = rule else {
        return match (&asked.writes, &request.conditions.if_match) {
            (true, Some(_)) => Err(ConditionError::Off.into()),
            _ => Ok(Tagged::Not),
        };
    };
    let Some(relation) = catalog.relation(&name) else { return Ok(Tagged::Not) };
    let mut tagging = Tagging { work, relation, key: settings.etags.key(), at };
    if asked.writes { tagging.write(request, &asked, rule) } else { tagging.read(request, &asked) }
}

/// What a request is about.
struct Asked<'q> {
    relation: &'q str,
    query: &'q Query,
    /// By `POST`: its URL names no row.
    inserts: bool,
    writes: bool,
}

impl<'q> Asked<'q> {
    fn of(action: &'q Action) -> Option<Self> {
        let (relation, query, inserts, writes) = match action {
            Action::Read { relation, query, .. } => (relation, query, false, false),
            Action::Insert { write, .. } => (&write.relation, &write.query, true, true),
            Action::Upsert(write) | Action::Update(write) => {
                (&write.relation, &write.query, false, true)
            }
            Action::Delete { relation, query } => (relation, query, false, true),
            _ => return None,
        };
        Some(Self { relation, query, inserts, writes })
    }

    /// Every column, and nothing else.
    fn shows_whole_rows(&self) -> bool {
        self.query.select == [SelectItem::Star]
    }

    /// The text of each column of the primary key, where the filters name one row.
    fn key(&self, relation: &'q Relation) -> Option<Vec<(&'q Column, &'q str)>> {
        let named = |key: &Name| {
            let eq = |at: &'q crate::parse::At<Condition>| match &at.item {
                Condition::Filter(Filter {
                    field,
                    negated: false,
                    test: Test::Compare { comparison: Comparison::Equal, quantifier: None, value },
                }) if at.is_root() && field.name == key.as_str() && field.path.is_empty() => {
                    Some(value.as_str())
                }
                _ => None,
            };
            let value = self.query.conditions.iter().find_map(eq)?;
            Some((relation.column(key)?, value))
        };
        let keys = relation.key_columns();
        let named: Option<Vec<_>> = keys.iter().map(named).collect();
        named.filter(|named| !named.is_empty())
    }
}

struct Tagging<'a> {
    work: &'a mut Work,
    relation: &'a Relation,
    key: &'a EtagKey,
    at: &'a Moment,
}

impl Tagging<'_> {
    fn read(&mut self, request: &RestRequest, asked: &Asked<'_>) -> Result<Tagged, RestError> {
        let known = request.conditions.if_none_match.clone();
        let tag = ReadTag { key: self.key.clone(), known };
        let offset = asked.query.range.offset;
        if !asked.shows_whole_rows() || asked.key(self.relation).is_none() || offset > 0 {
            return Ok(Tagged::Shown(tag));
        }
        let range = self.root().map(|read| read.range);
        let Some(range) = range else { return Ok(Tagged::Shown(tag)) };
        let hash = self.hash(range)?;
        if let Some(read) = self.root() {
            read.select.push(hash);
        }
        Ok(Tagged::Row(tag))
    }

    fn write(
        &mut self,
        request: &RestRequest,
        asked: &Asked<'_>,
        rule: EtagRule,
    ) -> Result<Tagged, RestError> {
        let conditions = &request.conditions;
        let merges = request.preferences.resolution == Some(Resolution::Merge);
        let changes = !asked.inserts || merges;
        let condition = match (&conditions.if_match, &conditions.if_none_match) {
            (Some(Tags::Malformed), _) | (_, Some(Tags::Malformed | Tags::List(_))) => {
                return Err(ConditionError::Malformed.into());
            }
            (Some(Tags::Any), _) => Some((Demand::Holds, None)),
            (Some(Tags::List(tags)), _) => Some((Demand::Holds, Some(tags.as_slice()))),
            (None, Some(Tags::Any)) => Some((Demand::Absent, None)),
            (None, None) if rule.require_if_match && changes => {
                return Err(ConditionError::Required.into());
            }
            (None, None) => None,
        };
        let key = if asked.inserts { None } else { asked.key(self.relation) };
        if let Some((demand, tags)) = condition {
            let key = key.as_ref().ok_or(ConditionError::NotOneRow)?;
            let require = self.require(key, demand, tags)?;
            let calls = |step: &Step| matches!(step, Step::Call(_));
            let before = self.work.plan.steps.iter().take_while(|step| calls(step)).count();
            self.work.plan.steps.insert(before, Step::Require(require));
        }
        if !asked.shows_whole_rows() {
            return Ok(Tagged::Not);
        }
        self.written(key.is_some())
    }

    /// Adds its hash to the one row that a write gives back.
    fn written(&mut self, names_one: bool) -> Result<Tagged, RestError> {
        let one = self.work.plan.steps.iter().any(|step| match step {
            Step::Insert(insert) => {
                let rows = self.work.inputs.tables.get(insert.table as usize);
                rows.is_some_and(|rows| rows.len() == 1)
            }
            // What is removed has no state any more.
            step => names_one && matches!(step, Step::Update(_)),
        });
        let shown = self.work.response.shown.is_some_and(|shown| !shown.nothing);
        let returned = self.root().map(|read| read.range).filter(|_| one && shown);
        let Some(range) = returned else { return Ok(Tagged::Not) };
        let hash = self.hash(range)?;
        if let Some(read) = self.root() {
            read.select.push(hash);
        }
        Ok(Tagged::Written)
    }

    /// What is shown: of a read, or of what a write gives back.
    fn root(&mut self) -> Option<&mut Read> {
        self.work.plan.steps.iter_mut().find_map(|step| match step {
            Step::Read(read) => Some(read),
            Step::Insert(insert) => insert.returning.as_mut(),
            Step::Update(update) => update.returning.as_mut(),
            _ => None,
        })
    }

    /// The row that the URL names is there, in one of these states; or it is not there.
    fn require(
        &mut self,
        key: &[(&Column, &str)],
        demand: Demand,
        tags: Option<&[EntityTag]>,
    ) -> Result<Require, RestError> {
        let range = Range(self.work.plan.next_range);
        self.work.plan.next_range += 1;
        let mut filter = Expression::TRUE;
        for (column, text) in key {
            let read = || value::read(&column.of, Modifier::None, text, self.at);
            let value = session::within(self.work.response.time_zone.as_deref(), read)?;
            let value = self.parameter(value, column.of.clone());
            let column = Expression::column(range, column.name.clone(), column.of.clone());
            filter = filter.and(build::operator("=", Some(column), value)?);
        }
        let holds = match tags {
            None => Expression::TRUE,
            Some(tags) => self.is_one_of(range, tags)?,
        };
        let read = Read {
            source: ReadSource::Relation(self.relation.name.clone()),
            range,
            select: vec![Selected { name: HASH.into(), expression: holds }],
            embeds: Vec::new(),
            filter,
            group: Vec::new(),
            order: Vec::new(),
            limit: None,
            offset: None,
        };
        Ok(Require { read, demand })
    }

    /// Whether the row's hash is that of a tag. A weak tag, and one that is none of ours, is never a row's.
    fn is_one_of(&mut self, range: Range, tags: &[EntityTag]) -> Result<Expression, RestError> {
        let hashes: Vec<Vec<u8>> = tags.iter().filter_map(hash_of).collect();
        if hashes.is_empty() {
            return Ok(Expression::FALSE);
        }
        let operand = Box::new(self.hash(range)?.expression);
        let bytea = Scalar::Bytea.of();
        let items = hashes.into_iter();
        let items = items.map(|hash| self.parameter(Value::bytes(hash), bytea.clone())).collect();
        Ok(Expression::InList { operand, items, negated: false })
    }

    /// `engineroom_row_tag(key, relation, a, b, …)`
    fn hash(&mut self, range: Range) -> Result<Selected, RestError> {
        let key = URL_SAFE_NO_PAD.encode(self.key.bytes());
        let key = self.parameter(Value::text(key), Type::TEXT);
        let what = Expression::constant(Value::text(described(self.relation)), Type::TEXT);
        let cells = self
            .relation
            .columns
            .iter()
            .map(|column| Expression::column(range, column.name.clone(), column.of.clone()));
        let arguments = [key, what].into_iter().chain(cells).collect();
        let expression = build::function("engineroom_row_tag", arguments)?;
        Ok(Selected { name: HASH.into(), expression })
    }

    fn parameter(&mut self, value: Value, of: Type) -> Expression {
        Expression::Parameter { index: self.work.inputs.parameter(value), of }
    }
}

/// By what the same cells in another relation, or under a changed schema, are another row: a hash of the relation's
/// name and of the names and types of its columns.
fn described(relation: &Relation) -> String {
    let mut hash = Hash::default();
    hash.part(relation.name.to_string().as_bytes());
    for column in &relation.columns {
        hash.part(column.name.as_bytes());
        hash.part(format!("{:?}{:?}", column.of, column.modifier).as_bytes());
    }
    URL_SAFE_NO_PAD.encode(hash.end())
}

/// The opaque text of a row's tag in a form of it: other forms are other bytes, of the same state.
pub fn opaque(hash: &[u8], form: &str) -> String {
    format!("{}.{form}", URL_SAFE_NO_PAD.encode(hash))
}

fn hash_of(tag: &EntityTag) -> Option<Vec<u8>> {
    let (hash, _form) = tag.opaque.split_once('.').filter(|_| !tag.weak)?;
    URL_SAFE_NO_PAD.decode(hash).ok().filter(|hash| hash.len() == 32)
}

#[cfg(test)]
mod tests;
