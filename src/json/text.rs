//! JSON text.
//!
//! JavaScript's own `JSON.parse` makes objects faster than calls across the
//! WebAssembly border do: `bench/` measures both.

use std::ops::Range;

use super::escapes::first_to_escape;
use super::grown::Grown;

/// Writes JSON text.
#[derive(Debug, Default)]
pub struct JsonText {
    text: Grown,
    /// How many bytes there will probably be.
    expected: usize,
}

impl JsonText {
    /// Text that will probably have that many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        JsonText {
            text: Grown::with_capacity(bytes),
            expected: bytes,
        }
    }

    /// How many bytes the text has so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.text.len() == 0
    }

    /// Takes back what was written since the text had that length.
    pub fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    /// What stands in a range of the text, which must hold whole characters.
    pub fn part(&self, range: Range<usize>) -> &str {
        self.text.part(range)
    }

    /// The text so far.
    pub fn into_string(self) -> String {
        self.text.into_string()
    }

    /// An object, filled by `content` with [`JsonText::entry`].
    pub fn object(&mut self, content: impl FnOnce(&mut Self)) {
        self.begin_object();
        content(self);
        self.end_object();
    }

    /// Begins an object, after a comma where one is due.
    pub fn begin_object(&mut self) {
        self.comma();
        self.text.letter(b'{');
    }

    /// Ends it.
    pub fn end_object(&mut self) {
        self.text.letter(b'}');
    }

    /// Begins an array, after a comma where one is due.
    pub fn begin_array(&mut self) {
        self.comma();
        self.text.letter(b'[');
    }

    /// Ends it.
    pub fn end_array(&mut self) {
        self.text.letter(b']');
    }

    /// One property of an object.
    pub fn entry(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.comma();
        self.string(name);
        self.text.letter(b':');
        value(self);
    }

    /// An array, one item after the other.
    pub fn array<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.begin_array();
        for item in items {
            self.comma();
            each(self, item);
        }
        self.end_array();
    }

    /// JSON text that is complete in itself.
    pub fn raw(&mut self, json: &str) {
        self.text.push(json);
    }

    /// `null`.
    pub fn null(&mut self) {
        self.raw("null");
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
        self.raw(if value { "true" } else { "false" });
    }

    /// Makes room for `needed` bytes and what stands around them.
    ///
    /// Doubling a buffer holds three times its content for a moment. Two steps hold less:
    /// to 1.8 times the XML, which nearly every answer fits into, and to 6.1 times, which
    /// all of them fit into: a control character becomes six bytes (`\u0001`).
    #[inline]
    fn room(&mut self, needed: usize) {
        const AROUND: usize = 64;
        let needed = needed.saturating_add(AROUND);
        if self.text.spare() < needed {
            self.grow(needed);
        }
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        let least = self.text.len().saturating_add(needed);
        let half = self.expected;
        if half > 0 && needed > half {
            // A text that is most of the answer: nothing as large will follow.
            return self.text.reserve_exact(needed);
        }
        let steps = [18, 61].map(|fifths: usize| half.saturating_mul(fifths) / 5);
        match steps.into_iter().find(|step| *step >= least) {
            Some(step) => self
                .text
                .reserve_exact(step.saturating_sub(self.text.len())),
            None => self.text.reserve(needed),
        }
    }

    /// Makes room for text that starts with something to escape.
    fn room_for(&mut self, text: &str) {
        const LONGEST_ESCAPE: usize = 6;
        if self.text.spare() < text.len().saturating_add(LONGEST_ESCAPE) {
            self.room(text.bytes().map(escaped_length).sum());
        }
    }

    /// A quoted, escaped string.
    pub fn string(&mut self, text: &str) {
        self.room(text.len());
        self.text.letter(b'"');
        let mut rest = text;
        loop {
            let at = first_to_escape(rest.as_bytes()).unwrap_or(rest.len());
            let (plain, escaped) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.text.push(plain);
            let Some(byte) = escaped.bytes().next() else {
                break;
            };
            self.room_for(escaped);
            self.escape(byte);
            rest = escaped.get(1..).unwrap_or_default();
        }
        self.text.letter(b'"');
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw("\\\""),
            b'\\' => self.raw("\\\\"),
            b'\n' => self.raw("\\n"),
            b'\t' => self.raw("\\t"),
            b'\r' => self.raw("\\r"),
            other => {
                self.raw("\\u00");
                for nibble in [other >> 4, other & 15] {
                    let digit = b"0123456789abcdef".get(usize::from(nibble));
                    self.text.letter(digit.copied().unwrap_or(b'0'));
                }
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) {
        if number < 0 {
            self.text.letter(b'-');
        }
        let mut digits = [0_u8; 20];
        let mut rest = number.unsigned_abs();
        let mut at = digits.len();
        // Numbers of 32 bits are divided much faster.
        while u32::try_from(rest).is_err() {
            put(&mut digits, &mut at, rest % 10);
            rest /= 10;
        }
        let mut rest = u32::try_from(rest).unwrap_or(0);
        while rest > 0 || at == digits.len() {
            put(&mut digits, &mut at, u64::from(rest % 10));
            rest /= 10;
        }
        let digits = digits.get(at..).unwrap_or_default();
        digits.iter().for_each(|digit| self.text.letter(*digit));
    }

    /// A comma, unless the place is the first one or has one.
    #[inline]
    pub fn comma(&mut self) {
        if !matches!(self.text.last(), None | Some(b'{' | b'[' | b':' | b',')) {
            self.text.letter(b',');
        }
    }

    /// `"name":`, after a comma where one is due, of a name that holds nothing to escape:
    /// one of a declaration. Others go through [`JsonText::entry`].
    pub fn key(&mut self, name: &'static str) {
        self.room(name.len());
        self.comma();
        self.text.letter(b'"');
        self.raw(name);
        self.raw("\":");
    }

    /// `"5":`, after a comma where one is due.
    pub fn number_key(&mut self, number: u32) {
        self.room(0);
        self.comma();
        self.text.letter(b'"');
        self.number(i64::from(number));
        self.raw("\":");
    }
}

/// Puts the digit in front of those that are there.
fn put(digits: &mut [u8; 20], at: &mut usize, digit: u64) {
    *at = at.saturating_sub(1);
    if let Some(slot) = digits.get_mut(*at) {
        *slot = b'0' | u8::try_from(digit).unwrap_or(0);
    }
}

fn escaped_length(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\n' | b'\t' | b'\r' => 2,
        0..0x20 => 6,
        _ => 1,
    }
}
