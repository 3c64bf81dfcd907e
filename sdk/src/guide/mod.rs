//! How to use the SDK, subject by subject. All code in these pages is compiled and tried.
//!
//! - [`getting_started`]: from an empty project to the first update.
//! - [`filters`]: which threats a request works on, and how not to hit others.
//! - [`partial_failure`]: what came of each threat.
//! - [`retries`]: when a request is sent again, and what that means for its answer.
//! - [`errors`]: what can go wrong, and what to do about it.

#[doc = include_str!("getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("filters.md")]
pub mod filters {}

#[doc = include_str!("partial_failure.md")]
pub mod partial_failure {}

#[doc = include_str!("retries.md")]
///
/// # What each fault comes to
///
#[doc = include_str!("faults.md")]
pub mod retries {}

#[doc = include_str!("errors.md")]
pub mod errors {}
