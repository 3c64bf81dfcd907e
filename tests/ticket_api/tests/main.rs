//! Every operation of the ticket tracker, end to end: the tracker's reading of each request, and
//! the decoded value of each response.

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
