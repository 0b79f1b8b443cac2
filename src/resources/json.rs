//! JSON text.
//!
//! JavaScript's own `JSON.parse` makes objects faster than calls across the
//! WebAssembly border do: see `bench/`, which measures both for 1, 19 and 1,000 products.

pub use super::json_rows::JsonRows;
use super::node::{Node, is_secret};

/// Writes JSON text.
#[derive(Debug, Default)]
pub struct JsonText(pub(super) Vec<u8>, Expected);

/// How many bytes the text will probably have.
#[derive(Clone, Copy, Debug, Default)]
struct Expected(usize);

impl JsonText {
    /// Text that will probably have that many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        JsonText(Vec::with_capacity(bytes), Expected(bytes))
    }

    /// The text so far.
    pub fn into_string(self) -> String {
        // Only whole strings and ASCII are ever pushed.
        String::from_utf8(self.0).unwrap_or_default()
    }

    /// An object, filled by `content` with [`JsonText::entry`].
    pub fn object(&mut self, content: impl FnOnce(&mut Self)) {
        self.0.push(b'{');
        content(self);
        self.0.push(b'}');
    }

    /// One property of an object.
    pub fn entry(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.comma();
        self.string(name);
        self.0.push(b':');
        value(self);
    }

    /// An array, one item after the other.
    pub fn array<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.0.push(b'[');
        for item in items {
            self.comma();
            each(self, item);
        }
        self.0.push(b']');
    }

    /// JSON text that is complete in itself.
    pub fn raw(&mut self, json: &str) {
        self.push(json);
    }

    /// `null`.
    pub fn null(&mut self) {
        self.push("null");
    }

    /// A number, or `null`.
    pub fn optional_number(&mut self, number: Option<i64>) {
        match number {
            Some(number) => self.number(number),
            None => self.null(),
        }
    }

    /// A string, or `null`.
    pub fn optional_string(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.null(),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.push(if value { "true" } else { "false" });
    }

    pub(super) fn push(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Makes room for `needed` bytes and what stands around them.
    ///
    /// Doubling a buffer holds three times its content for a moment. Two steps hold less:
    /// to 1.8 times the XML, which nearly every answer fits into, and to 6.1 times, which
    /// all of them fit into: a control character becomes six bytes (`\u0001`).
    pub(super) fn room(&mut self, needed: usize) {
        const AROUND: usize = 64;
        let needed = needed.saturating_add(AROUND);
        if self.0.capacity().saturating_sub(self.0.len()) >= needed {
            return;
        }
        let least = self.0.len().saturating_add(needed);
        let half = self.1.0;
        if half > 0 && needed > half {
            // A text that is most of the answer: nothing as large will follow.
            return self.0.reserve_exact(needed);
        }
        let steps = [18, 61].map(|fifths: usize| half.saturating_mul(fifths) / 5);
        match steps.into_iter().find(|step| *step >= least) {
            Some(step) => self.0.reserve_exact(step.saturating_sub(self.0.len())),
            None => self.0.reserve(needed),
        }
    }

    /// Makes room for text that starts with something to escape.
    fn room_for(&mut self, text: &[u8]) {
        const LONGEST_ESCAPE: usize = 6;
        let spare = self.0.capacity().saturating_sub(self.0.len());
        if spare < text.len().saturating_add(LONGEST_ESCAPE) {
            self.room(text.iter().map(|byte| escaped_length(*byte)).sum());
        }
    }

    /// A quoted, escaped string.
    pub fn string(&mut self, text: &str) {
        self.room(text.len());
        self.0.push(b'"');
        let bytes = text.as_bytes();
        let mut written = 0;
        for (at, byte) in bytes.iter().enumerate() {
            if *byte >= 0x20 && *byte != b'"' && *byte != b'\\' {
                continue;
            }
            self.0
                .extend_from_slice(bytes.get(written..at).unwrap_or(&[]));
            self.room_for(bytes.get(at..).unwrap_or(&[]));
            self.escape(*byte);
            written = at.saturating_add(1);
        }
        self.0
            .extend_from_slice(bytes.get(written..).unwrap_or(&[]));
        self.0.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        const HEX: [char; 16] = [
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
        ];
        match byte {
            b'"' => self.push("\\\""),
            b'\\' => self.push("\\\\"),
            b'\n' => self.push("\\n"),
            b'\t' => self.push("\\t"),
            b'\r' => self.push("\\r"),
            other => {
                self.push("\\u00");
                for nibble in [other >> 4, other & 15] {
                    let digit = HEX.get(usize::from(nibble)).copied().unwrap_or('0');
                    self.push(digit.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }

    pub(super) fn number(&mut self, number: i64) {
        let mut digits = [0_u8; 20];
        let mut rest = number.unsigned_abs();
        let mut at = digits.len();
        loop {
            at = at.saturating_sub(1);
            if let Some(slot) = digits.get_mut(at) {
                // The remainder of a division by ten is one digit.
                *slot = b'0' | u8::try_from(rest % 10).unwrap_or(0);
            }
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            self.0.push(b'-');
        }
        self.0.extend_from_slice(digits.get(at..).unwrap_or(&[]));
    }

    pub(super) fn comma(&mut self) {
        if !matches!(self.0.last(), None | Some(b'{' | b'[')) {
            self.0.push(b',');
        }
    }

    /// `"name":`, after a comma where one is due. Names of elements hold nothing to escape
    /// where they are declared; others go through [`JsonText::string`].
    pub(super) fn key(&mut self, name: &'static str) {
        self.room(name.len());
        self.comma();
        self.0.push(b'"');
        self.push(name);
        self.push("\":");
    }

    pub(super) fn language_key(&mut self, id: u32) {
        self.room(0);
        self.comma();
        self.0.push(b'"');
        self.number(i64::from(id));
        self.push("\":");
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.string(text),
            Node::Languages(texts) => {
                self.0.push(b'{');
                for (id, text) in texts {
                    self.language_key(*id);
                    self.string(text);
                }
                self.0.push(b'}');
            }
            Node::Items(items) => {
                self.0.push(b'[');
                for item in items {
                    self.comma();
                    self.node(item);
                }
                self.0.push(b']');
            }
            Node::Fields(fields) => {
                self.0.push(b'{');
                self.fields(fields);
                self.0.push(b'}');
            }
        }
    }

    pub(super) fn fields(&mut self, fields: &[(String, Node)]) {
        for (name, node) in fields.iter().filter(|(name, _)| !is_secret(name)) {
            self.comma();
            self.string(name);
            self.0.push(b':');
            self.node(node);
        }
    }
}

fn escaped_length(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\n' | b'\t' | b'\r' => 2,
        0..0x20 => 6,
        _ => 1,
    }
}
