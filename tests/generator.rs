//! Tests of the generator: its code, pages, descriptions and messages, and what it reads.

#[path = "../xtask/src/cargo.rs"]
mod cargo;
#[path = "shared/files.rs"]
mod files;
#[path = "shared/libraries.rs"]
mod libraries;
#[path = "shared/messages.rs"]
mod messages;
#[path = "shared/specs.rs"]
mod specs;

mod diagnostics;
mod diff;
mod documentation;
mod golden;
mod import;
mod injection;
mod openapi;
mod pages;
mod public_api;
mod random_inputs;
mod random_specs;
mod schema;
mod tag_features;
