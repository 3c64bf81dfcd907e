//! Every operation of the ticket tracker, end to end: the tracker's reading of each request, and
//! the decoded value of each response.

mod changing;
mod closing;
mod configured;
mod coverage;
mod creating;
mod credentials;
mod documented_errors;
mod enums;
mod files;
mod fixture;
mod forms;
mod heads;
mod listing;
mod metadata;
mod mock;
mod multipart;
mod names;
mod overrides;
mod pages_by_number;
mod pages_by_url;
mod pagination;
mod paths;
mod privacy;
mod query_styles;
mod read_only;
mod reading;
mod renamed;
mod round_trip;
mod server;
mod small_bodies;
mod undecodable;
mod unions;
mod unsuccessful;
mod urls;
mod work;
