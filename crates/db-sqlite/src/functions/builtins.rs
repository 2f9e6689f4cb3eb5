//! The functions and operators of the crate `builtin`.

use super::cells::{FIXED, VOLATILE, arguments, has_null, scalar};
use super::session::Session;
use super::signature::Signatures;
use builtin::{Builtin, Volatility};
use rusqlite::Connection;
use std::sync::Arc;
use value::Value;

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    for function in builtin::functions() {
        one(connection, session, function)?;
    }
    Ok(())
}

fn one(
    connection: &Connection,
    session: &Arc<Session>,
    function: &'static Builtin,
) -> rusqlite::Result<()> {
    let signatures = Signatures::of(function.arguments, function.returns);
    let flags = if function.volatility == Volatility::Volatile { VOLATILE } else { FIXED };
    let name = format!("pg_{}", function.id());
    scalar(connection, session, &name, flags, move |call, session| {
        if function.strict && has_null(call, signatures.first()) {
            return Ok(Value::Null);
        }
        let arguments = arguments(call, signatures.first())?;
        let signature = signatures.of_call(call)?;
        signature.with(session, arguments.len(), |context| function.run(context, &arguments))
    })
}
