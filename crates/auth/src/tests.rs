//! Whole requests against the router, as clients send them; one file a part of the story.

mod administering;
mod anonymous;
mod changing;
mod endpoints;
mod fixture;
mod leaving;
mod limiting;
mod refreshing;
mod signing_in;
mod signing_up;
