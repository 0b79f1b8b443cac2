//! Reads JSON text, within bounds: it comes from callers and from shops.

use std::fmt;

use super::{Map, Number, Value};

/// Arrays and objects inside each other.
const DEEPEST: usize = 64;
/// Members of one object, which are looked up one after the other.
const MOST_MEMBERS: usize = 4_096;

/// Why a text is no JSON, or none that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    reason: &'static str,
    offset: usize,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.reason, self.offset)
    }
}

impl std::error::Error for SyntaxError {}

impl Value {
    /// Reads a text that is one value of JSON.
    ///
    /// # Errors
    /// What is wrong and at which byte, also for what is nested too deeply (64 levels)
    /// and for objects with more than 4,096 members.
    pub fn parse(text: &str) -> Result<Value, SyntaxError> {
        let mut parser = Parser { text, rest: text };
        let value = parser.value(0)?;
        parser.blanks();
        match parser.rest.is_empty() {
            true => Ok(value),
            false => Err(parser.error("nothing more was expected")),
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn error(&self, reason: &'static str) -> SyntaxError {
        SyntaxError {
            reason,
            offset: self.text.len().saturating_sub(self.rest.len()),
        }
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Takes what comes next if it is that.
    fn take(&mut self, expected: &str) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes the start of the rest, up to a place that is known to lie between characters.
    fn take_to(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn value(&mut self, depth: usize) -> Result<Value, SyntaxError> {
        if depth > DEEPEST {
            return Err(self.error("too many levels"));
        }
        self.blanks();
        match self.rest.bytes().next() {
            Some(b'{') => self.object(depth.saturating_add(1)).map(Value::Object),
            Some(b'[') => self.array(depth.saturating_add(1)).map(Value::Array),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            _ if self.take("null") => Ok(Value::Null),
            _ if self.take("true") => Ok(Value::Bool(true)),
            _ if self.take("false") => Ok(Value::Bool(false)),
            _ => Err(self.error("a value was expected")),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, SyntaxError> {
        let mut items = Vec::new();
        self.list("]", |parser| {
            items.push(parser.value(depth)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn object(&mut self, depth: usize) -> Result<Map, SyntaxError> {
        let mut members = Map::new();
        self.list("}", |parser| {
            if members.len() >= MOST_MEMBERS {
                return Err(parser.error("too many members"));
            }
            let name = parser.string()?;
            parser.blanks();
            if !parser.take(":") {
                return Err(parser.error("a colon was expected"));
            }
            members.insert(name, parser.value(depth)?);
            Ok(())
        })?;
        Ok(members)
    }

    /// What stands between two brackets, with commas between.
    fn list(
        &mut self,
        end: &str,
        mut each: impl FnMut(&mut Self) -> Result<(), SyntaxError>,
    ) -> Result<(), SyntaxError> {
        self.take_to(1);
        self.blanks();
        if self.take(end) {
            return Ok(());
        }
        loop {
            self.blanks();
            each(self)?;
            self.blanks();
            if self.take(end) {
                return Ok(());
            }
            if !self.take(",") {
                return Err(self.error("a comma or the end of the list was expected"));
            }
        }
    }

    fn number(&mut self) -> Result<Number, SyntaxError> {
        let start = self.rest;
        self.take("-");
        // A leading zero stands alone.
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _sign = self.take("+") || self.take("-");
            self.digits()?;
        }
        let length = start.len().saturating_sub(self.rest.len());
        Ok(Number::from_text(start.get(..length).unwrap_or(start)))
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let rest = self
            .rest
            .trim_start_matches(|one: char| one.is_ascii_digit());
        if rest.len() == self.rest.len() {
            return Err(self.error("a digit was expected"));
        }
        self.rest = rest;
        Ok(())
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        if !self.take("\"") {
            return Err(self.error("a string was expected"));
        }
        let mut text = String::new();
        loop {
            let end = self
                .rest
                .bytes()
                .position(|byte| byte < b' ' || matches!(byte, b'"' | b'\\'));
            let Some(end) = end else {
                self.rest = "";
                return Err(self.error("the string has no end"));
            };
            text.push_str(self.take_to(end));
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err(self.error("a control character stands in a string"));
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, SyntaxError> {
        let character = match self.rest.bytes().next() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.take_to(1);
                return self.code_point();
            }
            _ => return Err(self.error("an escape is not known")),
        };
        self.take_to(1);
        Ok(character)
    }

    /// One code unit, or two that make one character beyond the first 65,536.
    fn code_point(&mut self) -> Result<char, SyntaxError> {
        let first = self.code_unit()?;
        let units = match first {
            0xD800..0xDC00 if self.take("\\u") => [first, self.code_unit()?],
            _ => [first, 0],
        };
        match char::decode_utf16(units).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(self.error("half a character stands alone")),
        }
    }

    fn code_unit(&mut self) -> Result<u16, SyntaxError> {
        let digits = self
            .rest
            .get(..4)
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) else {
            return Err(self.error("four hexadecimal digits were expected"));
        };
        self.take_to(4);
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_text_then_it_is_read_as_another_reader_reads_it() {
        let cases = [
            "null",
            " true ",
            "false",
            "\"\"",
            "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
            "\"\\u00e9\\u20ac\\ud83d\\ude00 é€😀\"",
            "[]",
            "[ ]",
            "[1,[2],{\"a\":[]}]",
            "{}",
            "{ \"b\" : 1 , \"a\" : { \"c\" : null } }",
            "{\"a\":1,\"b\":2,\"a\":3}",
            "0",
            "-0.5",
            "[12,-7,1.25]",
            "",
            " ",
            "nul",
            "nulll",
            "truefalse",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "\"a",
            "\"a\nb\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\ud83d\\u0041\"",
            "\"\\ude00\"",
            "01",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "0x1",
            "--1",
            "NaN",
            "\u{feff}1",
            "\u{a0}1",
            "[\"\\u00",
            "1 /* */",
        ];
        let mut read = 0;
        for text in cases {
            let other = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
            let ours = Value::parse(text).map(|value| value.to_string());
            let again = ours.as_ref().ok().and_then(|written| other(written));
            assert_eq!(
                (ours.is_ok(), again),
                (other(text).is_some(), other(text)),
                "{text}"
            );
            read += usize::from(ours.is_ok());
        }
        println!("{read} texts read, {} refused", cases.len() - read);
    }

    #[test]
    fn given_no_json_then_the_error_says_what_and_where() {
        for (text, message) in [
            ("[1,x]", "a value was expected at byte 3"),
            ("{\"a\" 1}", "a colon was expected at byte 5"),
            ("1 2", "nothing more was expected at byte 2"),
            ("\"abc", "the string has no end at byte 4"),
        ] {
            assert_eq!(Value::parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn given_too_many_levels_or_members_then_the_text_is_refused() {
        let nested = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Value::parse(&nested(DEEPEST)).is_ok());
        assert!(Value::parse(&nested(100_000)).is_err());
        let members = |count| {
            let members: Vec<String> = (0..count).map(|at| format!("\"{at}\":0")).collect();
            format!("{{{}}}", members.join(","))
        };
        assert!(Value::parse(&members(MOST_MEMBERS)).is_ok());
        assert!(Value::parse(&members(MOST_MEMBERS + 1)).is_err());
    }
}
