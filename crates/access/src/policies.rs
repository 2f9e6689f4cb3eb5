//! Which policies hold for a role and a command, as conditions.

use crate::permitted::RowCheck;
use catalog::walk::Visitor;
use catalog::{Command, Expression, Name, Policy, Query, Relation};

/// What must hold: one of the permissive conditions and each of the restrictive ones.
pub(crate) struct Held {
    /// Any of these; none at all is false.
    pub(crate) permissive: Vec<Expression>,
    /// All of these, with the policy's name.
    pub(crate) restrictive: Vec<(Name, Expression)>,
    /// Whether one of the policies has a subquery, be it in the condition that isn't asked for.
    pub(crate) queries: bool,
}

/// Which of a policy's two conditions is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// `using`
    Using,
    /// `with check`, or `using` where it isn't written.
    Check,
}

/// The policies of a relation that hold for these roles and this command. One without the condition that is asked
/// for has no say: it lets nothing through, and refuses nothing.
pub(crate) fn held(relation: &Relation, roles: &[Name], command: Command, side: Side) -> Held {
    let mut held = Held { permissive: Vec::new(), restrictive: Vec::new(), queries: false };
    let applies = |policy: &&Policy| {
        (policy.command == command || policy.command == Command::All)
            && policy.roles.iter().any(|role| &**role == "public" || roles.contains(role))
    };
    for policy in relation.policies.iter().filter(applies) {
        let Some(condition) = condition(policy, side) else { continue };
        held.queries |= policy.using.iter().chain(&policy.check).any(has_query);
        if policy.permissive {
            held.permissive.push(condition);
        } else {
            held.restrictive.push((policy.name.clone(), condition));
        }
    }
    // Where nothing is let through, what else refuses is not asked.
    if held.permissive.is_empty() {
        held.restrictive.clear();
        held.queries = false;
    }
    held.restrictive.sort_by(|a, b| a.0.cmp(&b.0));
    held
}

fn condition(policy: &Policy, side: Side) -> Option<Expression> {
    let condition = match side {
        Side::Using => &policy.using,
        Side::Check if policy.check.is_some() => &policy.check,
        Side::Check => &policy.using,
    };
    condition.clone()
}

impl Held {
    /// Everything as one condition, as a filter needs it.
    pub(crate) fn into_condition(self) -> Expression {
        let restrictive = self.restrictive.into_iter().map(|(_, condition)| condition);
        Expression::all(restrictive).and(any(self.permissive))
    }

    /// Each as a check with the name that its error shows, permissive first, as PostgreSQL does.
    pub(crate) fn into_checks(self) -> Vec<RowCheck> {
        let permissive = RowCheck { policy: None, condition: any(self.permissive) };
        let restrictive = self
            .restrictive
            .into_iter()
            .map(|(name, condition)| RowCheck { policy: Some(name), condition });
        std::iter::once(permissive).chain(restrictive).collect()
    }
}

fn any(mut conditions: Vec<Expression>) -> Expression {
    if conditions.len() == 1 {
        return conditions.remove(0);
    }
    Expression::Or(conditions)
}

/// Without the parts that have no say beside one that is always true.
pub(crate) fn settled(condition: Expression) -> Expression {
    match condition {
        Expression::And(parts) => {
            let parts = parts.into_iter().map(settled);
            Expression::all(parts.filter(|part| !part.is_true()))
        }
        Expression::Or(parts) if parts.iter().any(Expression::is_true) => Expression::TRUE,
        other => other,
    }
}

fn has_query(expression: &Expression) -> bool {
    struct Finding(bool);
    impl Visitor for Finding {
        fn query(&mut self, _: &Query) {
            self.0 = true;
        }
    }
    let mut finding = Finding(false);
    finding.expression(expression);
    finding.0
}
