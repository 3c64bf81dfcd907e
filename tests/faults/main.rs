//! Faults on the network, and the client's reaction: the number of requests that reach the server,
//! the result for the caller, and the waits.
//!
//! Waits run on paused time over a transport in memory; faults of sockets use real ones on
//! loopback. Nothing sleeps, and nothing leaves the machine.

mod attempts;
mod budget;
mod dropping;
mod guide;
#[path = "../shared/gzip.rs"]
mod gzip;
mod limits;
mod memory;
mod raw;
mod round_trip;
mod sockets;
mod streams;
mod table;
mod waits;
