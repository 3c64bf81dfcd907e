//! Every operation of the ticket tracker, end to end: what the tracker understood of each request, and
//! what came out of each of its answers.

mod changing;
mod closing;
mod coverage;
mod creating;
mod enums;
mod facts;
mod files;
mod fixture;
mod listing;
mod names;
mod paging;
mod privacy;
mod reading;
mod renamed;
mod server;
mod small_bodies;
mod unreadable;
mod unsuccessful;
mod urls;
