//! The example of tracing.

use crate::examples::program::{console, run_against};

#[test]
fn it_exports_the_spans_of_the_call() {
    let ran = run_against(&console(), "opentelemetry", &["unresolved"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.printed.contains("2 threats"), "{ran:?}");
    for text in [
        "threat-counter",
        "count",
        "GetThreats",
        "http.response.status_code",
    ] {
        assert!(ran.printed.contains(text), "{text}: {}", ran.printed);
    }
}
