//! The console in memory: criteria, pages, roles, outcomes and faults, in memory and over sockets.

mod access;
mod criteria;
mod every_criterion;
mod fixture;
mod mitigation;
mod notes;
mod pages;
mod server;
mod tickets;
mod updates;
