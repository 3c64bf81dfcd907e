//! Faults on the network, and the client's reaction: the number of requests that reach the server,
//! the result for the caller, and the waits.
//!
//! Waits run on paused time over a transport in memory; faults of sockets use real ones on
//! loopback. Only the tests of idle connections sleep, for a second, and nothing leaves the machine.

mod attempts;
mod budget;
mod dropping;
mod guide;
mod idle;
mod limits;
mod memory;
mod peers;
mod raw;
mod round_trip;
mod sockets;
mod streams;
mod table;
mod waits;
