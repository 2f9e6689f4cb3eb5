//! In which media type the answer is given.

use super::response::Format;
use crate::error::{PlanError, RestError};
use crate::parse::MediaType;

/// The first media type that is wanted and can be given. Plans are told to nobody.
pub(super) fn negotiate(accept: &[MediaType]) -> Result<Format, RestError> {
    accept.iter().find_map(given).ok_or_else(|| not_acceptable(accept))
}

/// Whether this can be given.
pub(crate) fn is_given(media: &MediaType) -> bool {
    given(media).is_some()
}

/// None of these can be given.
pub(super) fn not_acceptable(accept: &[MediaType]) -> RestError {
    PlanError::NotAcceptable(accept.iter().map(MediaType::to_string).collect()).into()
}

fn given(media: &MediaType) -> Option<Format> {
    match media {
        MediaType::Json | MediaType::Any => Some(Format::Json),
        MediaType::ArrayWithoutNulls => Some(Format::JsonWithoutNulls),
        MediaType::Object { nulls_stripped: false } => Some(Format::Object),
        MediaType::Object { nulls_stripped: true } => Some(Format::ObjectWithoutNulls),
        MediaType::Csv => Some(Format::Csv),
        MediaType::GeoJson
        | MediaType::PlainText
        | MediaType::Xml
        | MediaType::OpenApi
        | MediaType::OpenApi31
        | MediaType::Form
        | MediaType::Octets
        | MediaType::Plan(_)
        | MediaType::Other(_) => None,
    }
}
