//! Requests that are split into batches: results, reports, and jobs that are killed and resumed.

mod counted;
mod crash;
mod fixture;
mod jobs;
mod limits;
mod memory;
mod reasons;
mod reconcile;
mod rejected;
mod reports;
mod server;
