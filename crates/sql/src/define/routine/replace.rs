//! What `create or replace function` may not change.

use super::shown;
use crate::error::{Result, SqlError};
use catalog::{Parameter, Routine};
use squawk_syntax::SyntaxNode;

/// The result type, the names of inputs and the number of defaults stay: calls were read with them.
pub(super) fn check(old: &Routine, new: &Routine, at: &SyntaxNode) -> Result<()> {
    let refuse = |message: String, detail: Option<&str>| {
        let hint = format!("Use DROP FUNCTION {} first.", shown(&old.id()));
        let mut error = SqlError::new("42P13", at, message).hint(hint);
        error.detail = detail.map(str::to_owned);
        Err(error)
    };
    let changed = "cannot change return type of existing function".to_owned();
    if old.set != new.set || old.result_type() != new.result_type() {
        let rows = old.set == new.set && is_record(old) && is_record(new);
        return refuse(changed, rows.then_some("Row type defined by OUT parameters is different."));
    }
    if old.returns != new.returns {
        return refuse(changed, Some("Row type defined by OUT parameters is different."));
    }
    let is_removed =
        |(old, new): &(&Parameter, &Parameter)| old.name.is_some() && old.name != new.name;
    if let Some((parameter, _)) = old.inputs().zip(new.inputs()).find(is_removed) {
        let name = parameter.name.as_ref().map_or("", |name| &**name);
        return refuse(format!("cannot change name of input parameter \"{name}\""), None);
    }
    let defaults = |routine: &Routine| routine.inputs().filter(|it| it.default.is_some()).count();
    if defaults(new) < defaults(old) {
        let message = "cannot remove parameter defaults from existing function";
        return refuse(message.to_owned(), None);
    }
    Ok(())
}

fn is_record(routine: &Routine) -> bool {
    matches!(&routine.returns, catalog::Returns::Columns(columns) if columns.len() > 1)
}
