//! Random selects, in a total order.

use super::conditions::{Scope, condition, failing};
use super::kinds::Kind;
use super::random::Random;
use super::tables::Table;
use super::values::{aggregate, value};

pub(super) fn select(relations: &[Table], random: &mut Random) -> String {
    match random.below(10) {
        0 | 1 => grouped(relations, random),
        2 => {
            let table = random.pick(relations);
            let filter = condition(&Scope::of(&[("x", table)]), relations, 2, random);
            format!("select count(*)\nfrom {} x\nwhere {filter}", table.name)
        }
        3 => whole(relations, random),
        4 => {
            // A view's own condition may come later, where it is dearer.
            let tables: Vec<&Table> =
                relations.iter().filter(|table| !table.keys.is_empty()).collect();
            let table = *random.pick(&tables);
            let filter = failing(&Scope::of(&[("x", table)]), random);
            format!("select x.id\nfrom {} x\nwhere {filter}\norder by 1", table.name)
        }
        _ => plain(relations, random),
    }
}

/// What is selected from, and the columns that it has.
fn source(relations: &[Table], random: &mut Random) -> (String, Scope) {
    let left = random.pick(relations);
    if random.chance(60) {
        return (format!("from {} x", left.name), Scope::of(&[("x", left)]));
    }
    let right = random.pick(relations);
    let scope = Scope::of(&[("x", left), ("y", right)]);
    let kind = random.word(&["join", "left join", "right join", "full join"]);
    let shared = left.columns.iter().find_map(|one| {
        let others = right.of_kind(one.kind);
        (!others.is_empty()).then(|| format!("x.{} = y.{}", one.name, random.pick(&others).name))
    });
    let on = match (shared, kind) {
        (Some(shared), "full join") => shared,
        (Some(shared), _) if random.chance(60) => shared,
        (None, "full join") => return (format!("from {} x", left.name), Scope::of(&[("x", left)])),
        (shared, _) => {
            let more = condition(&scope, relations, 1, random);
            shared.map_or_else(|| more.clone(), |shared| format!("{shared}\nand {more}"))
        }
    };
    (format!("from {} x\n{kind} {} y on {on}", left.name, right.name), scope)
}

fn plain(relations: &[Table], random: &mut Random) -> String {
    let (from, scope) = source(relations, random);
    let count = random.between(1, 4);
    let (outputs, kinds): (Vec<String>, Vec<Kind>) =
        (0..count).map(|_| value(&scope, random)).unzip();
    let looks = kinds.iter().any(|kind| kind.has_looks());
    let distinct = if !looks && random.chance(15) { " distinct" } else { "" };
    let filter = if random.chance(75) {
        format!("\nwhere {}", condition(&scope, relations, 2, random))
    } else {
        String::new()
    };
    // Which of two equal values comes first is left open where they look different.
    if looks {
        return format!("select\n{}\n{from}{filter}", outputs.join("\n, "));
    }
    let order = order(count, random);
    let limit = if random.chance(20) {
        format!("\nlimit {} offset {}", random.below(4), random.below(3))
    } else {
        String::new()
    };
    format!("select{distinct}\n{}\n{from}{filter}\n{order}{limit}", outputs.join("\n, "))
}

/// Every column, so that a column without a grant is met.
fn whole(relations: &[Table], random: &mut Random) -> String {
    let table = random.pick(relations);
    format!("select *\nfrom {}\norder by id", table.name)
}

fn grouped(relations: &[Table], random: &mut Random) -> String {
    let (from, scope) = source(relations, random);
    let plain: Vec<_> = scope.columns.iter().filter(|column| !column.1.has_looks()).collect();
    let key = random.pick(&plain).0.clone();
    let count = random.between(1, 2);
    let aggregates: Vec<String> = (0..count).map(|_| aggregate(&scope, random)).collect();
    let having = if random.chance(20) { "\nhaving count(*) > 1" } else { "" };
    let filter = if random.chance(50) {
        format!("\nwhere {}", condition(&scope, relations, 1, random))
    } else {
        String::new()
    };
    let aggregates = aggregates.join("\n, ");
    if random.chance(40) {
        return format!("select\n{aggregates}\n{from}{filter}{having}");
    }
    let order = order(count + 1, random);
    format!("select {key}\n, {aggregates}\n{from}{filter}\ngroup by {key}{having}\n{order}")
}

fn order(count: usize, random: &mut Random) -> String {
    let mut places: Vec<String> = (1..=count).map(|place| place.to_string()).collect();
    let turned = random.below(count);
    places.rotate_left(turned);
    for place in &mut places {
        place.push_str(random.word(&["", "", " desc", " nulls first", " desc nulls last"]));
    }
    format!("order by {}", places.join(", "))
}
