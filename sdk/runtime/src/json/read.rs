//! Reading a text that is JSON into values.

use std::collections::BTreeMap;

use crate::json::value::Json;

/// The most lists and objects that may be inside each other.
const MAX_LEVELS: usize = 127;

/// Reads a text whose syntax was checked before; it may be incomplete only if it was not.
///
/// # Errors
///
/// Returns the message of a problem: the value is nested too deeply, or a string is not Unicode.
pub(super) fn read(text: &str) -> Result<Json, String> {
    let mut reader = Reader { rest: text };
    let json = reader.value(0)?;
    if reader.next_token().is_some() {
        return Err("trailing characters".to_owned());
    }
    Ok(json)
}

/// The rest of a text.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Returns the next byte that is not white space, and stays in front of it.
    fn next_token(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.bytes().next()
    }

    /// Reads this ASCII character if it is next.
    fn skip(&mut self, token: char) -> bool {
        self.next_token();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Returns the text up to this position, and moves behind it.
    fn split(&mut self, end: usize) -> &'a str {
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        text
    }

    /// Reads a value that is inside `level` others.
    fn value(&mut self, level: usize) -> Result<Json, String> {
        match self.next_token() {
            Some(b'{' | b'[') if level == MAX_LEVELS => {
                Err(format!("JSON is nested more than {MAX_LEVELS} levels deep"))
            }
            Some(b'{') => self.members(level + 1).map(Json::Object),
            Some(b'[') => self.items(level + 1).map(Json::Array),
            Some(b'"') => self.string().map(Json::String),
            _ => self.word(),
        }
    }

    fn members(&mut self, level: usize) -> Result<BTreeMap<String, Json>, String> {
        self.skip('{');
        let mut members = BTreeMap::new();
        while !self.skip('}') {
            self.skip(',');
            self.next_token();
            let name = self.string()?;
            self.skip(':');
            members.insert(name, self.value(level)?);
        }
        Ok(members)
    }

    fn items(&mut self, level: usize) -> Result<Vec<Json>, String> {
        self.skip('[');
        let mut items = Vec::new();
        while !self.skip(']') {
            self.skip(',');
            items.push(self.value(level)?);
        }
        Ok(items)
    }

    fn string(&mut self) -> Result<String, String> {
        let mut end = 1;
        let mut has_escape = false;
        loop {
            match self.rest.as_bytes().get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escape = true;
                    end += 2;
                }
                Some(_) => end += 1,
                None => return Err("a string has no end".to_owned()),
            }
        }
        let quoted = self.split(end + 1);
        if has_escape {
            return serde_json::from_str(quoted).map_err(|error| error.to_string());
        }
        let text = quoted
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        text.map(str::to_owned)
            .ok_or_else(|| "a name has no quotes".to_owned())
    }

    /// Reads a number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Json, String> {
        let is_end = |byte: u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
        let end = self.rest.bytes().position(is_end);
        match self.split(end.unwrap_or(self.rest.len())) {
            "null" => Ok(Json::Null),
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            number => {
                let number = number.parse().map(Json::Number);
                number.map_err(|error| error.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn values_of_all_kinds_are_read() {
        let text = " {\"b\" : [ 1.50 ,-0, 1e400\t,null,true , false ,{},[ ]]\r\n,\"\\u0061\":\"\\\"\\\\é\", \"b\":[{\"\":\"\"}]} ";
        let json = read(text).unwrap();
        assert_eq!(json.to_string(), r#"{"a":"\"\\é","b":[{"":""}]}"#);
        let json = read("[1.50 ,-0, 1e400\t,null,true , false ,{},[ ]]").unwrap();
        assert_eq!(json.to_string(), "[1.50,-0,1e400,null,true,false,{},[]]");
        assert_eq!(read("5").unwrap(), 5);
    }

    #[test]
    fn other_text_is_an_error() {
        for text in [
            "",
            "[",
            "{",
            "[1",
            "{\"a\"",
            "{\"a\":",
            "\"",
            "\"\\",
            "nul",
            "1 2",
            "[1}",
            "{1:2}",
            "{\"a\":1]",
            "\"\\ud800\"",
            "[é]",
            "é",
            "{é",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(read(&deep(127)).is_ok());
        for levels in [128, 100_000] {
            let error = read(&deep(levels)).unwrap_err();
            assert_eq!(error, "JSON is nested more than 127 levels deep");
        }
    }
}
