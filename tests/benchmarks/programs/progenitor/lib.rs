//! Progenitor's code for the operation of the spec, in its builder style.

include!(concat!(env!("OUT_DIR"), "/generated.rs"));
