//! Query strings as PHP reads them.

/// One parameter: `filter[name][1]=x` has the keys `name` and `1`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parameter {
    name: String,
    keys: Vec<String>,
    value: String,
}

/// The parameters of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<Parameter>);

impl Query {
    /// Of the text behind the `?`. A repeated name keeps its place and takes the last value.
    pub(crate) fn parse(text: &str) -> Query {
        let mut query = Query::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, keys) = split_keys(&decode(name));
            let parameter = Parameter {
                name,
                keys,
                value: decode(value),
            };
            let held = query
                .0
                .iter_mut()
                .find(|held| held.name == parameter.name && held.keys == parameter.keys);
            match held {
                Some(held) => held.value = parameter.value,
                None => query.0.push(parameter),
            }
        }
        query
    }

    /// The value of a plain parameter; `None` when it is missing or an array.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|held| held.name == name)
            .filter(|held| held.keys.is_empty())
            .map(|held| held.value.as_str())
    }

    /// First keys, deeper keys and values of an array parameter.
    pub(crate) fn array<'a>(
        &'a self,
        name: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a [String], &'a str)> {
        self.0
            .iter()
            .filter(move |held| held.name == name)
            .filter_map(|held| {
                let (first, deeper) = held.keys.split_first()?;
                Some((first.as_str(), deeper, held.value.as_str()))
            })
    }
}

fn split_keys(name: &str) -> (String, Vec<String>) {
    let Some((start, mut rest)) = name.split_once('[') else {
        return (name.to_owned(), Vec::new());
    };
    let mut keys = Vec::new();
    while let Some((key, after)) = rest.split_once(']') {
        keys.push(key.to_owned());
        match after.strip_prefix('[') {
            Some(next) => rest = next,
            None => break,
        }
    }
    if start.is_empty() || keys.is_empty() {
        return (name.to_owned(), Vec::new());
    }
    (start.to_owned(), keys)
}

/// Undoes percent-encoding and `+`; broken escapes stay, broken UTF-8 is replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, tail @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = tail;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// PHP's cast to int: what stands in front counts, the rest is ignored.
pub(crate) fn php_int(text: &str) -> i64 {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or("")),
        Some(b'+') => (false, text.get(1..).unwrap_or("")),
        _ => (false, text),
    };
    let mut number: i64 = 0;
    for digit in digits.chars().map_while(|letter| letter.to_digit(10)) {
        number = number.saturating_mul(10).saturating_add(i64::from(digit));
    }
    if negative { -number } else { number }
}

/// PHP's `is_numeric`, as far as ids can tell.
pub(crate) fn is_numeric(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '+']);
    !digits.is_empty()
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
        && digits.matches('.').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_php_reads_it() {
        let query = Query::parse("a=1&filter%5Bid%5D=%5B1%7C2%5D&filter[name][1]=x+y&a=2&b&&%zz=%");
        assert_eq!(query.get("a"), Some("2"));
        assert_eq!(query.get("b"), Some(""));
        assert_eq!(query.get("%zz"), Some("%"));
        assert_eq!(query.get("filter"), None);
        let filters: Vec<_> = query.array("filter").collect();
        assert_eq!(filters.len(), 2);
        assert_eq!(filters[0], ("id", &[][..], "[1|2]"));
        assert_eq!(filters[1], ("name", &["1".to_owned()][..], "x y"));
    }

    #[test]
    fn a_text_is_cast_to_a_number_as_php_casts() {
        let cases = [
            ("12", 12),
            ("1abc", 1),
            ("1.5", 1),
            ("abc", 0),
            ("-3", -3),
            ("", 0),
            ("[2", 0),
            (" 7", 7),
        ];
        for (text, number) in cases {
            assert_eq!(php_int(text), number, "{text:?}");
        }
        println!("{} casts", cases.len());
    }
}
