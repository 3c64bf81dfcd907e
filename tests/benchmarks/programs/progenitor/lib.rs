//! What progenitor generates for the operation of the spec, in its style of builders.

include!(concat!(env!("OUT_DIR"), "/generated.rs"));
