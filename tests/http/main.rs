//! The SDK on the wire: request values against the exact bytes that a server on loopback reads, and
//! the bytes that it answers against the values that come out.
//!
//! What is data stands in the YAML files beside the modules. Nothing here leaves the machine.

mod answers;
mod blocking;
mod canary;
mod certificates;
mod configuration;
mod credentials;
mod environment;
mod example;
mod extra;
mod failures;
mod fields;
mod fixture;
mod headers;
mod message;
mod outcomes;
mod proxies;
mod refusals;
mod reply;
mod requests;
mod safety;
mod server;
mod setters;
mod spans;
mod unsuccessful;
