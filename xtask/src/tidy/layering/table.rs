//! The layers of each crate, and the import circles that are allowed.

/// The layers of a crate.
pub(super) struct Crate {
    /// The folder of the crate's sources.
    pub root: &'static str,
    /// The top-level modules in order, grouped by rank. A module imports from earlier ranks, and from
    /// modules before it in its own rank. `lib.rs` and `main.rs` are free.
    pub ranks: &'static [&'static [&'static str]],
    /// Earlier layers that a layer must not import nevertheless.
    pub hidden: &'static [Hidden],
    /// Files that may import each other.
    pub circles: &'static [Circle],
}

/// Layers that are hidden from a later one.
pub(super) struct Hidden {
    /// The later layer.
    pub from: &'static str,
    /// The layers it must not import.
    pub layers: &'static [&'static str],
    /// The way to fix such an import.
    pub cure: &'static str,
}

/// Files with mutually recursive items.
pub(super) struct Circle {
    /// Paths below the crate's root; those that end with `/` are folders.
    pub files: &'static [&'static str],
    /// The reason, for readers of the table.
    #[expect(dead_code, reason = "it documents the entry")]
    pub reason: &'static str,
}

impl Crate {
    /// Returns the position of a top-level module in the order.
    pub fn position(&self, module: &str) -> Option<usize> {
        let mut modules = self.ranks.iter().copied().flatten();
        modules.position(|name| *name == module)
    }
}

const CODEGEN: Crate = Crate {
    root: "codegen/src/",
    ranks: &[
        &[
            "parallel",
            "suggest",
            "graph",
            "json",
            "source",
            "codes",
            "diagnostic",
        ],
        &["ast"],
        &["parse"],
        &["schema"],
        &["model"],
        &["lower"],
        &["emit"],
        &["render"],
        &["openapi"],
        &["diff"],
        &["pages", "public_api"],
    ],
    hidden: &[
        Hidden {
            from: "model",
            layers: &["ast", "parse", "schema"],
            cure: "the model knows no YAML: convert it in lower",
        },
        Hidden {
            from: "emit",
            layers: &["ast", "parse", "schema", "lower", "codes", "diagnostic"],
            cure: "emitting is total and sees the model only: check it in lower",
        },
        Hidden {
            from: "render",
            layers: &[
                "ast",
                "parse",
                "schema",
                "model",
                "lower",
                "codes",
                "diagnostic",
            ],
            cure: "rendering knows tokens only: decide it in emit",
        },
    ],
    circles: &[
        Circle {
            files: &["model/"],
            reason: "types have fields, and fields have types",
        },
        Circle {
            files: &[
                "openapi/import/normalise/schemas.rs",
                "openapi/import/normalise/combined.rs",
            ],
            reason: "a schema can combine schemas",
        },
    ],
};

const RUNTIME: Crate = Crate {
    root: "sdk/runtime/src/",
    ranks: &[
        &["json"],
        &["http", "deadline", "redact"],
        &["object", "values"],
        &["request"],
        &["retry", "rate_limit", "error", "auth"],
        &["api"],
        &["transport"],
        &["response"],
        &["outcomes"],
        &["call"],
        &["client", "pagination"],
        &["preview"],
        &["batches"],
        &["mock"],
        &["examples"],
        &["test_util"],
    ],
    hidden: &[],
    circles: &[Circle {
        files: &[
            "object/model.rs",
            "object/validate.rs",
            "object/query.rs",
            "object/parts.rs",
            "object/any_object.rs",
            "object/ids.rs",
            "object/predicates.rs",
        ],
        reason: "a value validates itself and writes itself to a query or to parts, and all walk values of any type",
    }],
};

/// All crates with layers.
pub(super) const CRATES: [Crate; 2] = [CODEGEN, RUNTIME];
