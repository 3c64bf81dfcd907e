//! Tests of the SDK as its users call it: over sockets on loopback, over transports in memory, and as programs.

#[path = "shared/again.rs"]
mod again;
#[path = "../xtask/src/cargo.rs"]
mod cargo;
#[path = "shared/gzip.rs"]
mod gzip;
#[path = "shared/messages.rs"]
mod messages;
#[path = "shared/panics.rs"]
mod panics;

mod batches;
mod console;
mod examples;
mod faults;
mod http;
mod mock;
mod operations;
