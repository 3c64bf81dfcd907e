//! What goes wrong on the way, and what a client makes of it: how often a request reaches the server,
//! what the caller gets, and how long is waited.
//!
//! Waits run on paused time over a transport in memory; faults of sockets use real ones on loopback.
//! Nothing sleeps, and nothing leaves the machine.

mod attempts;
mod budget;
mod dropping;
mod guide;
mod limits;
mod memory;
mod raw;
mod round_trip;
mod sockets;
mod streams;
mod table;
mod waits;
