//! The mock that users test their programs with: expectations, replies, faults and messages.

mod expectations;
mod faults;
mod fixture;
mod long_runs;
mod replies;
