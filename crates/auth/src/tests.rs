//! Tests of whole requests.
