//! The parts that the examples share.

pub mod connection;
pub mod demo;
pub mod exit;
