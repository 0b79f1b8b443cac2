//! The path and query of a request, written from left to right.

/// A path and query that are being written.
#[derive(Debug)]
pub(super) struct Address {
    text: String,
    has_query: bool,
}

impl Address {
    /// The address of a resource, or of one of its records.
    pub(super) fn new(resource: &str, id: Option<u32>) -> Address {
        let mut address = Address {
            text: ["/api/", resource].concat(),
            has_query: false,
        };
        if let Some(id) = id {
            address.text.push('/');
            address.number(id);
        }
        address
    }

    /// Begins a parameter, whose name is made of parts; what is written next is its value.
    pub(super) fn parameter(&mut self, name: &[&str]) {
        self.text.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        for part in name {
            self.write(part);
        }
        self.text.push('=');
    }

    /// Writes a part of a value.
    pub(super) fn write(&mut self, text: &str) {
        // Shops take brackets, bars and commas in both forms, and long lists of ids need the room.
        encode(&mut self.text, text, b"-._~[]|,:!");
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: u32) {
        self.text.push_str(&number.to_string());
    }

    /// Begins an item of a list between brackets.
    pub(super) fn item(&mut self, separator: char) {
        if !self.text.ends_with('[') {
            self.text.push(separator);
        }
    }

    /// What was written.
    pub(super) fn into_string(self) -> String {
        self.text
    }
}

/// Percent-encodes all but letters, digits and the `plain` ones.
pub(crate) fn encode(into: &mut String, text: &str, plain: &[u8]) {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || plain.contains(byte);
    for run in text
        .as_bytes()
        .chunk_by(|one, next| is_plain(one) == is_plain(next))
    {
        match str::from_utf8(run) {
            Ok(text) if run.first().is_some_and(is_plain) => into.push_str(text),
            _ => run.iter().for_each(|byte| push_escape(into, *byte)),
        }
    }
}

fn push_escape(into: &mut String, byte: u8) {
    into.push('%');
    for digit in [byte >> 4, byte & 15] {
        let digit = char::from_digit(u32::from(digit), 16).unwrap_or_default();
        into.push(digit.to_ascii_uppercase());
    }
}
