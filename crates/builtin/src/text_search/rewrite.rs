//! `ts_rewrite`: putting one query in the place of another inside of a third.

use std::cmp::Ordering;

use value::ValueError;
use value::text_search::{Item, Operator, Query, compare_items};

/// A query as a tree. Right sides come before left ones, as PostgreSQL lists them.
#[derive(Clone)]
struct Tree {
    node: Item,
    children: Vec<Self>,
    /// It was put here, and isn't looked at again.
    new: bool,
}

/// How deep a query that is rewritten may be.
const MOST_DEEP: usize = 500;

/// The query where the target is the substitute.
pub(super) fn rewrite(
    query: &Query,
    target: &Query,
    substitute: &Query,
) -> Result<Query, ValueError> {
    if query.is_empty() || target.is_empty() {
        return Ok(query.clone());
    }
    let (Some(mut tree), Some(mut target)) = (tree(query, true)?, tree(target, true)?) else {
        return Ok(query.clone());
    };
    tree.sort();
    target.sort();
    let substitute = tree_of_substitute(substitute)?;
    let replaced = replace(tree, &target, substitute.as_ref());
    Ok(replaced.map(query_of).unwrap_or_default())
}

fn tree_of_substitute(substitute: &Query) -> Result<Option<Tree>, ValueError> {
    Ok(tree(substitute, false)?.map(|tree| Tree { new: true, ..tree }))
}

/// The tree of a query; `flat` joins what the same operator joins.
fn tree(query: &Query, flat: bool) -> Result<Option<Tree>, ValueError> {
    let mut stack: Vec<(Tree, usize)> = Vec::new();
    for node in query.items() {
        let mut children = Vec::new();
        let mut depth = 1;
        if let Item::Operator { operator, .. } = node {
            let count = if *operator == Operator::Not { 1 } else { 2 };
            let joins = flat && matches!(operator, Operator::And | Operator::Or);
            // The left side is the longer one where there are many, so that what is on the right is added to it.
            let right = stack.pop();
            let left = if count == 2 { stack.pop() } else { None };
            let sides = if joins { [left, right] } else { [right, left] };
            for (side, below) in sides.into_iter().flatten() {
                if joins && side.operator() == Some(*operator) {
                    depth = depth.max(below);
                    match children.is_empty() {
                        true => children = side.children,
                        false => children.extend(side.children),
                    }
                } else {
                    depth = depth.max(below + 1);
                    children.push(side);
                }
            }
        }
        if depth > MOST_DEEP {
            return Err(ValueError::new("54001", "stack depth limit exceeded")
                .detail(format!("A query that is rewritten may be {MOST_DEEP} levels deep.")));
        }
        stack.push((Tree { node: node.clone(), children, new: false }, depth));
    }
    Ok(stack.pop().map(|(tree, _)| tree))
}

impl Tree {
    const fn operator(&self) -> Option<Operator> {
        match self.node {
            Item::Operator { operator, .. } => Some(operator),
            Item::Operand(_) => None,
        }
    }

    fn sort(&mut self) {
        self.children.iter_mut().for_each(Self::sort);
        if !matches!(self.operator(), Some(Operator::Phrase(_))) {
            self.children.sort_by(Self::compare);
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let children = || {
            let mut pairs = self.children.iter().zip(&other.children);
            pairs.find_map(|(a, b)| Some(a.compare(b)).filter(|it| it.is_ne()))
        };
        let distance = |tree: &Self| match tree.operator() {
            Some(Operator::Phrase(distance)) => distance,
            _ => 0,
        };
        compare_items(&self.node, &other.node)
            .then_with(|| other.children.len().cmp(&self.children.len()))
            .then_with(|| children().unwrap_or(Ordering::Equal))
            .then_with(|| distance(other).cmp(&distance(self)))
    }
}

/// The tree with each target replaced; nothing if nothing is left of it.
fn replace(tree: Tree, target: &Tree, substitute: Option<&Tree>) -> Option<Tree> {
    let mut tree = replace_here(tree, target, substitute)?;
    if tree.new || tree.operator().is_none() {
        return Some(tree);
    }
    let children = std::mem::take(&mut tree.children).into_iter();
    tree.children = children.filter_map(|child| replace(child, target, substitute)).collect();
    match (tree.children.len(), tree.operator()) {
        (0, _) => None,
        (1, Some(operator)) if operator != Operator::Not => tree.children.pop(),
        _ => Some(tree),
    }
}

fn replace_here(mut tree: Tree, target: &Tree, substitute: Option<&Tree>) -> Option<Tree> {
    let kind = |tree: &Tree| tree.operator().map(|it| std::mem::discriminant(&it));
    if tree.new || kind(&tree) != kind(target) {
        return Some(tree);
    }
    if tree.children.len() == target.children.len() {
        let same = tree.compare(target).is_eq();
        return if same { substitute.cloned() } else { Some(tree) };
    }
    if tree.children.len() < target.children.len() || target.children.is_empty() {
        return Some(tree);
    }
    if let Some(found) = found_among(&tree.children, &target.children) {
        let mut index = 0;
        tree.children.retain(|_| {
            index += 1;
            found.get(index - 1) != Some(&true)
        });
        tree.children.extend(substitute.cloned());
        tree.sort();
    }
    Some(tree)
}

/// Which of some sorted trees are the wanted ones, if all of those are there.
fn found_among(trees: &[Tree], wanted: &[Tree]) -> Option<Vec<bool>> {
    let mut wanted = wanted.iter().peekable();
    let found = trees.iter().map(|tree| {
        let is_next = wanted.peek().is_some_and(|next| tree.compare(next).is_eq());
        if is_next {
            wanted.next();
        }
        is_next
    });
    let found: Vec<bool> = found.collect();
    wanted.peek().is_none().then_some(found)
}

/// The query of a tree, where two children at a time are joined.
fn query_of(tree: Tree) -> Query {
    match tree.node {
        Item::Operand(operand) => Query::word(operand),
        Item::Operator { operator, .. } => {
            let mut sides = tree.children.into_iter().map(query_of);
            let Some(first) = sides.next() else { return Query::default() };
            if operator == Operator::Not {
                return first.negate();
            }
            join_sides(operator, first, sides.collect())
        }
    }
}

/// The first two are joined, then the last with what was joined, and so on towards the front.
fn join_sides(operator: Operator, first: Query, mut others: Vec<Query>) -> Query {
    if others.is_empty() {
        return first;
    }
    let mut right = others.remove(0).join(operator, first);
    while let Some(last) = others.pop() {
        right = last.join(operator, right);
    }
    right
}
