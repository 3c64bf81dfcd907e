//! The cursors of pages, written and read by hand-written code.

use sentinelone_sdk::Cursor;

fn read(json: &str) -> String {
    serde_json::from_str::<Cursor>(json).unwrap().to_string()
}

#[test]
fn a_cursor_is_decoded_once() {
    assert_eq!(read(r#""MTY0MCwg%3D%3D""#), "MTY0MCwg==");
    assert_eq!(read(r#""a%253D""#), "a%3D");
    assert_eq!(read(r#""a+b/c==""#), "a+b/c==");
}

#[test]
fn text_that_is_no_encoding_stays() {
    assert_eq!(read(r#""100%""#), "100%");
    assert_eq!(read(r#""%FF%FE""#), "%FF%FE");
    assert_eq!(Cursor::from("a%3D").to_string(), "a%3D");
}

#[test]
fn a_written_cursor_is_read_as_the_same() {
    let cursor = Cursor::from("YWdlbnRfaWQ6NTgwMjkzODE=");
    let json = serde_json::to_string(&cursor).unwrap();
    assert_eq!(serde_json::from_str::<Cursor>(&json).unwrap(), cursor);
}
