//! `alter type … add value`, `rename value`: values are positions, so rows follow when positions move.

use super::rename::Renamed;
use crate::engine::connection::Connection;
use crate::layout;
use catalog::{Catalog, Change, Enum, Name, Type, UserType};
use db::Error;

/// Moves the stored positions of every enum whose labels have moved.
pub(super) fn move_labels(
    connection: &Connection,
    to: &Catalog,
    renamed: &Renamed,
    changes: &[Change],
) -> Result<(), Error> {
    for change in changes {
        if let Change::AlterEnum { from, name } = change
            && let Some(UserType::Enum(now)) = to.types.get(name)
        {
            move_one(connection, to, renamed, from, now)?;
        }
    }
    Ok(())
}

fn move_one(
    connection: &Connection,
    to: &Catalog,
    renamed: &Renamed,
    from: &[Name],
    now: &Enum,
) -> Result<(), Error> {
    let moves = moves(from, &now.labels);
    let relabelled =
        from.iter().zip(&now.labels).any(|(a, b)| a != b) && from.len() == now.labels.len();
    for relation in to.relations.values().filter(|relation| relation.is_stored()) {
        for column in &relation.columns {
            let table = layout::table(&renamed.relation(&relation.name));
            let name = layout::column(&renamed.old_column(&relation.name, &column.name));
            match column.of.base() {
                Type::Enum(of) if of.name == now.name && !moves.is_empty() => {
                    let cases = moves.iter().map(|(from, to)| format!("when {from} then {to}"));
                    let cases = cases.collect::<Vec<_>>().join(" ");
                    connection.execute(&format!(
                        "update {table} set {name} = case {name} {cases} else {name} end where {name} is not null"
                    ))?;
                }
                Type::Array(of)
                    if relabelled && matches!(of.base(), Type::Enum(of) if of.name == now.name) =>
                {
                    return Err(Error::Unsupported(format!(
                        "a label of {} can't be renamed while {} holds arrays of it",
                        now.name, relation.name
                    )));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Old and new position of every label that moves; a label that was renamed keeps its place.
fn moves(from: &[Name], now: &[Name]) -> Vec<(usize, usize)> {
    if from.len() == now.len() {
        return Vec::new();
    }
    let position = |label: &Name| now.iter().position(|other| other == label);
    let pairs = from.iter().enumerate().filter_map(|(old, label)| Some((old, position(label)?)));
    pairs.filter(|(old, new)| old != new).collect()
}
