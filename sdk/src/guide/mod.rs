//! Guide to the SDK, one page for each topic. The code in these pages is compiled and tested.
//!
//! - [`getting_started`]: from an empty project to the first update.
//! - [`filters`]: select the right threats, and no others.
//! - [`previews`]: count the threats that a request would affect, and set a limit to them.
//! - [`life_cycle`]: from finding a threat to closing it.
//! - [`partial_failure`]: the outcome for each threat.
//! - [`many_threats`]: more ids than a request can have, with a report for each.
//! - [`retries`]: when a request is sent again, and the effect on its response.
//! - [`errors`]: the kinds of errors, and what to do about each.
//! - [`json`]: the notations that the SDK reads, and those that are errors.
//! - [`testing`]: test a program without a server.

#[doc = include_str!("getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("filters.md")]
pub mod filters {}

#[doc = include_str!("previews.md")]
pub mod previews {}

#[doc = include_str!("life_cycle.md")]
pub mod life_cycle {}

#[doc = include_str!("partial_failure.md")]
pub mod partial_failure {}

#[doc = include_str!("many_threats.md")]
pub mod many_threats {}

#[doc = include_str!("retries.md")]
///
/// # Faults and results
///
#[doc = include_str!("faults.md")]
pub mod retries {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("json.md")]
pub mod json {}

#[cfg(feature = "mock")]
#[cfg_attr(docsrs, doc(cfg(feature = "mock")))]
#[doc = include_str!("testing.md")]
pub mod testing {}
