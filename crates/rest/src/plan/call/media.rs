//! In which media type a call is answered. A function that returns a domain named after a media type gives a body of
//! that type itself.

use super::result::{SCALAR, Shape};
use crate::error::{DatabaseError, RestError};
use crate::parse::{MediaType, Query, SelectItem};
use crate::plan::Format;
use crate::plan::media;
use ::plan::Read;
use catalog::{Returns, Routine};
use value::Type;

/// The first media type that is wanted and can be given, and `Content-Type` of a body that the function makes.
pub(super) fn negotiate(
    accept: &[MediaType],
    routine: &Routine,
    query: &Query,
) -> Result<(Format, Option<String>), RestError> {
    let made = made_by(routine).filter(|_| query.select == [SelectItem::Star]);
    let given = |wanted: &MediaType| {
        if let Some(raw) = made.as_ref().and_then(|made| raw(made, wanted)) {
            return Some((Format::Json, Some(raw)));
        }
        let format = media::negotiate(std::slice::from_ref(wanted)).ok()?;
        Some((format, None))
    };
    accept.iter().find_map(given).ok_or_else(|| media::not_acceptable(accept))
}

/// The media type after which the result's domain is named.
fn made_by(routine: &Routine) -> Option<MediaType> {
    let Returns::Value(Type::Domain(domain)) = &routine.returns else { return None };
    let name = domain.name.name.to_lowercase();
    let (main, sub) = name.split_once('/')?;
    let word = |text: &str, also: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c))
    };
    let is_media = name == "*/*" || (word(main, ".-") && word(sub, ".+-"));
    (is_media && !routine.set).then(|| MediaType::read(&name))
}

/// `Content-Type` of what a function makes, where it is wanted. The protocol's own media types stay its own.
fn raw(made: &MediaType, wanted: &MediaType) -> Option<String> {
    let own = matches!(
        wanted,
        MediaType::Object { .. } | MediaType::ArrayWithoutNulls | MediaType::Plan(_)
    );
    match made {
        _ if own => None,
        MediaType::Any => Some(MediaType::Octets.content_type()),
        made => (made == wanted).then(|| made.content_type()),
    }
}

/// A value can be shown only if it is selected.
pub(super) fn require_value(shape: Shape, read: &Read) -> Result<(), RestError> {
    let is_value = matches!(shape, Shape::Value | Shape::Values);
    if !is_value || read.select.iter().any(|selected| selected.name.as_str() == SCALAR) {
        return Ok(());
    }
    let message = format!("column _postgrest_t.{SCALAR} does not exist");
    Err(DatabaseError::refused("42703", message).into())
}
