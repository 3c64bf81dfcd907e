//! The ways to measure.

pub mod allocations;
pub mod child;
pub mod instructions;
pub mod rounds;
pub mod rustc;
