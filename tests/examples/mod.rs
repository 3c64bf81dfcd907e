//! The SDK's examples, run as programs: in their demo, and against a console over sockets.

mod blocking;
mod close_by_filter;
mod close_from_list;
mod demo;
mod filter_from_file;
mod opentelemetry;
mod partial_failure;
mod program;
mod verdict_then_status;
