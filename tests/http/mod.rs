//! The SDK over HTTP: requests against the exact bytes that a server on loopback reads, and that
//! server's bytes against the decoded values.
//!
//! Test data is in the YAML files next to the modules. Nothing here leaves the machine.

mod alerts;
mod blocking;
mod canary;
mod certificates;
mod configuration;
mod credentials;
mod culprits;
mod environment;
mod extra;
mod failures;
mod fields;
mod filters;
mod fixture;
mod handshakes;
mod headers;
mod listings;
mod long_previews;
mod message;
mod notes;
mod others;
mod outcomes;
mod previews;
mod proxies;
mod rejections;
mod reply;
mod requests;
mod responses;
mod safety;
mod server;
mod setters;
mod spans;
mod unsuccessful;
