//! The OpenAPI description that `cargo xtask gen` writes.

use crate::playground::Playground;

/// The OpenAPI description is generated, compared and renewed like the code.
#[test]
fn the_openapi_description_is_kept_fresh() {
    let play = Playground::new();
    let flags = ["--openapi", "docs/openapi.json"];
    let first = play.generate(&flags);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(
        first.out.contains("created  docs/openapi.json\n"),
        "{}",
        first.out
    );
    let check = [&flags[..], &["--check"]].concat();
    assert_eq!(play.generate(&check).code, Some(0));
    play.edit("docs/openapi.json", "\"3.1.0\"", "\"3.0.0\"");
    let stale = play.generate(&check);
    assert_eq!(stale.code, Some(1));
    assert!(
        stale.out.contains("+  \"openapi\": \"3.1.0\""),
        "{}",
        stale.out
    );
    assert!(
        stale.out.ends_with(
            "1 file stale. Run `cargo xtask gen --spec spec --out out --openapi docs/openapi.json` and commit the result.\n"
        ),
        "{}",
        stale.out
    );
    assert_eq!(play.generate(&flags).code, Some(0));
    assert_eq!(play.generate(&check).code, Some(0));
    // Without the flag, another spec has no description.
    std::fs::remove_file(play.path("docs/openapi.json")).expect("remove");
    assert_eq!(play.generate(&[]).code, Some(0));
    assert!(!play.path("docs/openapi.json").exists());
}
